package dev.rtcrooms.hub.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.hub.HeldConnection;
import dev.rtcrooms.hub.cluster.NodeMessage.Turn;
import dev.rtcrooms.hub.command.UnreadBudget;
import dev.rtcrooms.hub.entry.PendingConnection;
import dev.rtcrooms.hub.outbox.OutboxBudget;
import dev.rtcrooms.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An outpost whose clients come and go. */
class OutpostTest {

  private final VirtualTime time = new VirtualTime();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<String> events = new ArrayList<>();
  private final NodeLink link =
      new NodeLink(
          "home",
          1,
          time::nanoTime,
          frame -> CompletableFuture.completedFuture(null),
          failed -> events.add("failed"));
  private final Outpost outpost =
      new Outpost(
          1,
          "room",
          link,
          new EdgeSettings(
              OneEntrant.lines(),
              tasks::add,
              time,
              Limits.defaults(),
              (user, token) -> new CompletableFuture<>(),
              Duration.ofSeconds(25),
              Duration.ofSeconds(20),
              new OutboxBudget(1_000_000)),
          empty -> events.add("empty"));

  private PendingConnection enter(long client) {
    PendingConnection connection =
        new PendingConnection(
            new HeldConnection(new OneEntrant()),
            Limits.defaults(),
            new UnreadBudget(1_000_000),
            reason -> {});
    outpost.enter(client, connection, OneEntrant.USER, () -> events.add("elsewhere " + client));
    return connection;
  }

  private void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @Test
  void aClientThatComesWhileTheLastOneLeavesIsSentElsewhere() {
    outpost.start();
    PendingConnection first = enter(1);
    run();
    first.closed(CloseReason.LOST);
    enter(2); // waits behind the end of the outpost
    run();
    assertThat(events).containsExactly("empty", "elsewhere 2");
  }

  @Test
  void aClientThatComesLaterIsSentElsewhere() {
    outpost.start();
    enter(1).closed(CloseReason.LOST);
    run();
    enter(2);
    assertThat(events).containsExactly("empty", "elsewhere 2");
  }

  @Test
  void theClientsComeBackIfATurnCannotBeHandled() {
    outpost.start();
    enter(1);
    enter(2);
    run();
    Turn broken = new Turn(1, List.of(), new int[] {7}, new int[0], List.of());
    outpost.execute(() -> outpost.received(broken));
    run();
    assertThat(events).containsExactly("empty");
  }
}
