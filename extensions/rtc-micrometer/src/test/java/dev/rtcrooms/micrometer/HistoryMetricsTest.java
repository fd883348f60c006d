package dev.rtcrooms.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The meters of a history whose store fails at times. */
class HistoryMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FailingPast past = new FailingPast();

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the tests")
              .feature(Chat::new)
              .history(room -> CompletableFuture.completedStage(past)));

  /** Takes events and forgets them, or fails. */
  private static final class FailingPast implements Past {
    private boolean fails;

    private <T> CompletionStage<T> answer(T value) {
      return fails
          ? CompletableFuture.failedStage(new IllegalStateException("as the test wants it"))
          : CompletableFuture.completedStage(value);
    }

    @Override
    public Position end() {
      return new Position("epoch", 0);
    }

    @Override
    public CompletionStage<Void> append(long after, List<Entry> entries) {
      return answer(null);
    }

    @Override
    public CompletionStage<List<Recorded>> before(long offset, int limit) {
      return answer(List.of());
    }

    @Override
    public CompletionStage<Void> replace(long offset, Event event) {
      return answer(null);
    }

    @Override
    public CompletionStage<Optional<List<Recorded>>> since(Position position) {
      return answer(Optional.empty());
    }

    @Override
    public CompletionStage<Void> forget() {
      return answer(null);
    }

    @Override
    public CompletionStage<Void> close() {
      return answer(null);
    }
  }

  @Test
  void storedEventsAndFailedAppendsAreCounted() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Say("kept"));
    ann.ask(new Say("kept too"));
    past.fails = true;
    assertThat(ann.refusal(new Say("lost")).code()).isEqualTo(Refusal.NOT_RECORDED);
    new RoomsMetrics(rooms.rooms()).bindTo(registry);

    assertThat(count("rtc.rooms.history.stored")).isEqualTo(2);
    assertThat(count("rtc.rooms.history.failures")).isPositive();
  }

  private double count(String name) {
    return registry.get(name).functionCounter().count();
  }
}
