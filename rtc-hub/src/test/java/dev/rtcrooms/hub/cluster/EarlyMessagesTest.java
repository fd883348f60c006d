package dev.rtcrooms.hub.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.hub.HeldConnection;
import dev.rtcrooms.hub.command.UnreadBudget;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.hub.entry.PendingConnection;
import dev.rtcrooms.hub.feature.Renewed;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.transport.Inbound;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What a client of another node sends before it is in, and while it gets in. */
class EarlyMessagesTest implements EdgeClient.Home {

  private final VirtualTime time = new VirtualTime();
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final PendingConnection connection =
      new PendingConnection(
          new HeldConnection(new OneEntrant()),
          Limits.defaults(),
          new UnreadBudget(1_000_000),
          reason -> {});
  private final EdgeClient client =
      new EdgeClient(
          1,
          this,
          new RoomOutput(Limits.defaults(), time, Runnable::run),
          Limits.defaults(),
          connection,
          OneEntrant.USER,
          () -> {});
  private final Thread socket = new Thread(() -> client.receive(say("late"), 10), "socket");

  private static List<Inbound> say(String text) {
    return List.of(new Inbound.Accepted(null, new Say(text)));
  }

  @Override
  public long nanoTime() {
    return time.nanoTime();
  }

  /** While the early messages are on their way, the socket receives another one. */
  @Override
  public void said(EdgeClient sender, List<Inbound> messages, int bytes) {
    if (socket.getState() == Thread.State.NEW) {
      socket.start();
      while (socket.getState() != Thread.State.BLOCKED && socket.isAlive()) {
        Thread.onSpinWait();
      }
    }
    for (Inbound message : messages) {
      said.add(((Say) ((Inbound.Accepted) message).command()).text());
    }
  }

  @Override
  public CompletionStage<Renewed> renew(AdmittedUser user, String token) {
    return new CompletableFuture<>();
  }

  @Override
  public void gone(EdgeClient sender, CloseReason reason) {}

  @Override
  public void goneNow(EdgeClient sender, CloseReason reason) {}

  @Test
  void arriveInTheirOrder() throws InterruptedException {
    connection.receive(say("early"), 10);
    connection.receive(say("also early"), 10);
    client.enters();
    socket.join();
    assertThat(said).containsExactly("early", "also early", "late");
  }
}
