package dev.rtcrooms.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registry of observations learns of commands. */
class CommandObservationsTest {

  private static final String HEX = "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String PARENT = "00-" + HEX;

  record Look() implements CustomCommand {}

  record Fall(boolean refused) implements CustomCommand {}

  record Wait() implements CustomCommand {}

  record Reconsider(boolean refused) implements CustomCommand {}

  /** Notes whether an observation is open while it handles a command. */
  private final class Handlers implements Feature {
    @Override
    public Result handle(Client sender, Command command) {
      if (command instanceof Look) {
        open = registry.getCurrentObservation() != null;
        return Result.DONE;
      } else if (command instanceof Fall fall) {
        if (fall.refused()) {
          throw new RefusalException(Refusal.BAD_FIELD, "Do not fall");
        }
        throw new IllegalStateException("Fallen");
      } else if (command instanceof Wait) {
        return Result.later(waited);
      } else if (command instanceof Reconsider reconsider) {
        return Result.then(waited, nothing -> reconsidered(reconsider));
      }
      return Result.UNHANDLED;
    }

    private static Result reconsidered(Reconsider command) {
      if (command.refused()) {
        throw new RefusalException(Refusal.BAD_FIELD, "Not after all");
      }
      return Result.DONE;
    }
  }

  /** Keeps what has ended. */
  static final class Ended implements ObservationHandler<Observation.Context> {
    private final List<Observation.Context> all = new CopyOnWriteArrayList<>();

    @Override
    public void onStop(Observation.Context context) {
      all.add(context);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }

    String tag(int number, String name) {
      return all.get(number).getLowCardinalityKeyValue(name).getValue();
    }
  }

  private final Ended ended = new Ended();
  private final ObservationRegistry registry = ObservationRegistry.create();
  private final CompletableFuture<Void> waited = new CompletableFuture<>();
  private boolean open;

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the tests")
              .limits(Limits.builder().answerTimeout(Duration.ofSeconds(10)).build())
              .feature(Chat::new)
              .feature(
                  room -> new Handlers(),
                  MessageType.of("look", Look.class),
                  MessageType.of("fall", Fall.class),
                  MessageType.of("wait", Wait.class),
                  MessageType.of("reconsider", Reconsider.class))
              .authenticator(CommandObservations.traced(Authenticator.guests()))
              .commandObserver(new CommandObservations(registry)));

  private TestClient ann;

  @BeforeEach
  void join() {
    registry.observationConfig().observationHandler(ended);
    ann = rooms.arrival("lobby", "ann").header("traceparent", PARENT).join();
  }

  /** The parent's trace of the first observation, as tracers read it. */
  @SuppressWarnings("unchecked")
  private String parent() {
    ReceiverContext<Object> context = (ReceiverContext<Object>) ended.all.get(0);
    List<String> read = new ArrayList<>();
    rooms.execute(
        "lobby", room -> read.add(context.getGetter().get(context.getCarrier(), "traceparent")));
    return read.get(0);
  }

  @Test
  void aCommandIsObservedWhileItIsHandled() {
    ann.ask(new Look());

    assertThat(open).isTrue();
    assertThat(registry.getCurrentObservation()).isNull();
    assertThat(ended.all).hasSize(1);
    assertThat(ended.all.get(0).getName()).isEqualTo("rtc.rooms.command");
    assertThat(ended.all.get(0).getContextualName()).isEqualTo("room command look");
    assertThat(ended.tag(0, "type")).isEqualTo("look");
    assertThat(ended.tag(0, "outcome")).isEqualTo("done");
  }

  @Test
  void theTraceIsThatOfTheHandshake() {
    ann.ask(new Look());

    assertThat(parent()).isEqualTo(PARENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "01-" + HEX, "00-" + HEX + "-more"})
  void aTraceInAnotherFormIsLeftOut(String header) {
    rooms.arrival("lobby", "bob").header("traceparent", header).join().ask(new Look());

    assertThat(parent()).isNull();
  }

  @Test
  void theCommandsOfTheLibraryAreObservedToo() {
    ann.ask(new Say("hello"));

    assertThat(ended.all).hasSize(1);
    assertThat(ended.tag(0, "type")).isEqualTo("say");
    assertThat(ended.tag(0, "outcome")).isEqualTo("done");
  }

  @Test
  void aRefusalIsNoErrorAndAFailureIsOne() {
    ann.refusal(new Fall(true));
    ann.refusal(new Fall(false));

    assertThat(ended.tag(0, "outcome")).isEqualTo(Refusal.BAD_FIELD);
    assertThat(ended.all.get(0).getError()).isNull();
    assertThat(ended.tag(1, "outcome")).isEqualTo(Refusal.INTERNAL);
    assertThat(ended.all.get(1).getError()).hasMessage("Fallen");
  }

  @Test
  void aCommandThatIsAnsweredLaterIsObservedUntilThen() {
    ann.send(new Wait());
    rooms.settle();
    assertThat(ended.all).isEmpty();

    waited.complete(null);
    rooms.settle();
    assertThat(ended.all).hasSize(1);
  }

  @Test
  void theContinuationOfACommandDecides() {
    ann.send(new Reconsider(true));
    ann.send(new Reconsider(false));
    rooms.settle();
    assertThat(ended.all).isEmpty();

    waited.complete(null);
    rooms.settle();
    assertThat(ended.all).hasSize(2);
    assertThat(List.of(ended.tag(0, "outcome"), ended.tag(1, "outcome")))
        .containsExactlyInAnyOrder(Refusal.BAD_FIELD, "done");
  }

  @Test
  void aCommandThatIsNeverAnsweredIsObservedUntilItsTimeout() {
    ann.send(new Wait());
    ann.send(new Reconsider(false));
    rooms.advance(Duration.ofSeconds(10));

    waited.complete(null);
    rooms.settle();

    assertThat(ended.all).hasSize(2);
    assertThat(ended.tag(0, "outcome")).isEqualTo(Refusal.INTERNAL);
    assertThat(ended.tag(1, "outcome")).isEqualTo(Refusal.INTERNAL);
  }
}
