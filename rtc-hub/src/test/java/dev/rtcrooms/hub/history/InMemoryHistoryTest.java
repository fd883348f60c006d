package dev.rtcrooms.hub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Audience;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.testkit.contract.HistoryContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InMemoryHistoryTest extends HistoryContract {

  private final VirtualTime time = new VirtualTime();

  @Override
  protected HistoryStore store(int events) {
    return InMemoryHistory.of(events, Duration.ofMinutes(1), time, new Random(1));
  }

  private static Past open(HistoryStore store) {
    return store.open(UUID.randomUUID()).toCompletableFuture().join();
  }

  private static List<Entry> entry(String text) {
    return List.of(new Entry(Said.by(User.of("ann"), text), Audience.EVERYONE));
  }

  private static Optional<List<HistoryStore.Recorded>> since(Past past, Position position) {
    return past.since(position).toCompletableFuture().join();
  }

  @Test
  void whatIsOlderThanItsBoundIsGone() {
    Past past = open(store(100));
    Position opened = past.end();
    past.append(0, entry("old"));
    time.advance(Duration.ofSeconds(59));
    past.append(1, entry("new"));

    assertThat(since(past, opened)).hasValueSatisfying(all -> assertThat(all).hasSize(2));
    time.advance(Duration.ofSeconds(2));

    assertThat(since(past, opened)).isEmpty();
    assertThat(since(past, new Position(opened.epoch(), 1)))
        .hasValueSatisfying(rest -> assertThat(rest).hasSize(1));
    assertThat(past.newest(9).toCompletableFuture().join()).hasSize(1);
    time.advance(Duration.ofHours(1));
    assertThat(since(past, new Position(opened.epoch(), 2))).contains(List.of());
  }

  @Test
  void boundsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> store(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> InMemoryHistory.of(1, Duration.ZERO, time, new Random()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAgeBeyondAllTimeIsNoBound() {
    Past past =
        open(InMemoryHistory.of(10, Duration.ofSeconds(Long.MAX_VALUE), time, new Random(1)));
    past.append(0, entry("old"));
    time.advance(Duration.ofDays(365));

    assertThat(since(past, new Position(past.end().epoch(), 0)))
        .hasValueSatisfying(all -> assertThat(all).hasSize(1));
  }
}
