package dev.rtcrooms.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.CommandObserver;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an observer of commands is told, and when. */
class CommandObserverTest {

  private final List<String> told = new ArrayList<>();
  private final CompletableFuture<Boolean> waited = new CompletableFuture<>();
  private boolean broken;

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .feature(Chat::new)
              .feature(room -> new Waiting(), MessageType.of("wait", Wait.class))
              .commandObserver(this::begin));

  /** Is carried out, refused or fails when a stage has completed. */
  record Wait() implements CustomCommand {}

  private final class Waiting implements Feature {
    @Override
    public Result handle(Client client, Command command) {
      return command instanceof Wait
          ? Result.then(
              waited,
              fine -> {
                told.add("continued");
                if (!fine) {
                  throw new RefusalException("own-code", "Not now");
                }
                return Result.DONE;
              })
          : Result.UNHANDLED;
    }
  }

  private CommandObserver.Handling begin(Client sender, String type) {
    if (broken) {
      throw new IllegalStateException("begin, as the test wants it");
    }
    told.add(sender.user().id() + " begins " + type);
    return new CommandObserver.Handling() {
      @Override
      public void run(Runnable part) {
        told.add("(");
        part.run();
        told.add(")");
      }

      @Override
      public void end(Optional<String> refusal, Optional<Throwable> failure) {
        told.add(
            "ends " + refusal.orElse("done") + failure.map(f -> " " + f.getMessage()).orElse(""));
        if (type.equals("say")) {
          throw new IllegalStateException("end, as the test wants it");
        }
      }
    };
  }

  @Test
  void aCommandEndsWhenItsEventIsStored() {
    rooms.join("lobby", "ann").ask(new Say("hello"));

    assertThat(told).containsExactly("ann begins say", "(", ")", "ends done");
  }

  @Test
  void aCommandIsObservedUntilItsLastPart() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Wait());
    rooms.settle();
    assertThat(told).containsExactly("ann begins wait", "(", ")");

    waited.complete(true);
    rooms.settle();

    assertThat(told)
        .containsExactly("ann begins wait", "(", ")", "(", "continued", "ends done", ")");
  }

  @Test
  void aRefusalIsNoFailure() {
    TestClient ann = rooms.join("lobby", "ann");
    waited.complete(false);

    assertThat(ann.refusal(new Wait()).code()).isEqualTo("own-code");
    assertThat(told).contains("ends own-code");
  }

  @Test
  void anExceptionIsAFailure() {
    TestClient ann = rooms.join("lobby", "ann");
    waited.completeExceptionally(new IllegalStateException("as the test wants it"));

    assertThat(ann.refusal(new Wait()).code()).isEqualTo(Refusal.INTERNAL);
    assertThat(told).contains("ends internal as the test wants it");
  }

  /** The clock jumps, so that the timer that disconnects the client is late. */
  @Test
  void whatExpiredGrantsRefuseIsObserved() {
    TestClient ann = rooms.join("lobby", "ann");
    Instant end = VirtualTime.START.plusSeconds(60);
    rooms.execute("lobby", ann, client -> client.renew(Grants.of(Grants.JOIN).until(end)));
    rooms.time().jump(Duration.ofMinutes(2));

    assertThat(ann.refusal(new Wait()).code()).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(told).containsExactly("ann begins wait", "ends not-allowed");
  }

  @Test
  void anAnswerToAPingIsNoNews() {
    rooms.join("lobby", "ann").send(new Pong());
    rooms.settle();

    assertThat(told).isEmpty();
  }

  @Test
  void anObserverThatFailsHarmsNobody() {
    broken = true;
    TestClient ann = rooms.join("lobby", "ann");

    assertThat(ann.ask(new Say("hello")).recorded()).isEqualTo(1);
  }
}
