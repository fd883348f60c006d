package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.Say;
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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What a registry of observations learns of commands. */
class CommandObservationsTest {

  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  record Look() implements CustomCommand {}

  record Fall(boolean refused) implements CustomCommand {}

  record Wait() implements CustomCommand {}

  record Reconsider(boolean refused) implements CustomCommand {}

  /** Notes whether an observation is open while it handles a command. */
  static class Handlers {
    private final ObservationRegistry registry;
    private final CompletableFuture<Void> waited = new CompletableFuture<>();
    private boolean open;

    Handlers(ObservationRegistry registry) {
      this.registry = registry;
    }

    @RoomCommand("look")
    void look(Client sender, Look command) {
      open = registry.getCurrentObservation() != null;
    }

    @RoomCommand("fall")
    void fall(Client sender, Fall command) {
      if (command.refused()) {
        throw new RefusalException(Refusal.BAD_FIELD, "Do not fall");
      }
      throw new IllegalStateException("Fallen");
    }

    @RoomCommand("wait")
    CompletionStage<Void> wait(Client sender, Wait command) {
      return waited;
    }

    @RoomCommand("reconsider")
    Result reconsider(Client sender, Reconsider command) {
      return Result.then(
          waited,
          nothing -> {
            if (command.refused()) {
              throw new RefusalException(Refusal.BAD_FIELD, "Not after all");
            }
            return Result.DONE;
          });
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
  private final Handlers handlers = new Handlers(registry);

  private void run(BiConsumer<TestRooms, TestClient> test) {
    registry.observationConfig().observationHandler(ended);
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(RoomsAutoConfiguration.class))
        .withBean(ObservationRegistry.class, () -> registry)
        .withBean(Handlers.class, () -> handlers)
        .withPropertyValues("rtc.rooms.limits.answer-timeout=10s")
        .run(
            context -> {
              try (TestRooms rooms = TestRooms.with(context.getBean(RoomsBuilder.class))) {
                test.accept(
                    rooms, rooms.arrival("lobby", "ann").header("traceparent", PARENT).join());
              }
            });
  }

  @Test
  void aCommandIsObservedWhileItIsHandled() {
    run((rooms, ann) -> ann.ask(new Look()));

    assertThat(handlers.open).isTrue();
    assertThat(registry.getCurrentObservation()).isNull();
    assertThat(ended.all).hasSize(1);
    assertThat(ended.all.get(0).getName()).isEqualTo("rtc.rooms.command");
    assertThat(ended.tag(0, "type")).isEqualTo("look");
    assertThat(ended.tag(0, "outcome")).isEqualTo("done");
  }

  @Test
  @SuppressWarnings("unchecked")
  void theTraceIsThatOfTheHandshake() {
    List<String> read = new ArrayList<>();
    run(
        (rooms, ann) -> {
          ann.ask(new Look());
          ReceiverContext<Object> context = (ReceiverContext<Object>) ended.all.get(0);
          rooms.execute(
              "lobby",
              room -> read.add(context.getGetter().get(context.getCarrier(), "traceparent")));
        });

    assertThat(read).containsExactly(PARENT);
  }

  @Test
  void theCommandsOfTheLibraryAreObservedToo() {
    run(
        (rooms, ann) -> {
          ann.ask(new Say("hello"));
        });

    assertThat(ended.all).hasSize(1);
    assertThat(ended.tag(0, "type")).isEqualTo("say");
    assertThat(ended.tag(0, "outcome")).isEqualTo("done");
  }

  @Test
  void aRefusalIsNoErrorAndAFailureIsOne() {
    run(
        (rooms, ann) -> {
          ann.refusal(new Fall(true));
          ann.refusal(new Fall(false));
        });

    assertThat(ended.tag(0, "outcome")).isEqualTo(Refusal.BAD_FIELD);
    assertThat(ended.all.get(0).getError()).isNull();
    assertThat(ended.tag(1, "outcome")).isEqualTo(Refusal.INTERNAL);
    assertThat(ended.all.get(1).getError()).hasMessage("Fallen");
  }

  @Test
  void aCommandThatIsAnsweredLaterIsObservedUntilThen() {
    run(
        (rooms, ann) -> {
          ann.send(new Wait());
          rooms.settle();
          assertThat(ended.all).isEmpty();

          handlers.waited.complete(null);
          rooms.settle();
          assertThat(ended.all).hasSize(1);
        });
  }

  @Test
  void theContinuationOfACommandDecides() {
    run(
        (rooms, ann) -> {
          ann.send(new Reconsider(true));
          ann.send(new Reconsider(false));
          rooms.settle();
          assertThat(ended.all).isEmpty();

          handlers.waited.complete(null);
          rooms.settle();
          assertThat(ended.all).hasSize(2);
        });

    assertThat(List.of(ended.tag(0, "outcome"), ended.tag(1, "outcome")))
        .containsExactlyInAnyOrder(Refusal.BAD_FIELD, "done");
  }

  @Test
  void aCommandThatIsNeverAnsweredIsObservedUntilItsTimeout() {
    run(
        (rooms, ann) -> {
          ann.send(new Wait());
          ann.send(new Reconsider(false));
          rooms.advance(Duration.ofSeconds(10));

          handlers.waited.complete(null);
          rooms.settle();
        });

    assertThat(ended.all).hasSize(2);
    assertThat(ended.tag(0, "outcome")).isEqualTo(Refusal.INTERNAL);
    assertThat(ended.tag(1, "outcome")).isEqualTo(Refusal.INTERNAL);
  }
}
