package dev.rtcrooms.hub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Audience;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.HistoryStore.Entry;
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
  private final UUID room = UUID.randomUUID();

  @Override
  protected HistoryStore store(int events) {
    return InMemoryHistory.of(events, Duration.ofMinutes(1), time, new Random(1));
  }

  private static Entry entry(String text) {
    return new Entry(Said.by(User.of("ann"), text), Audience.EVERYONE);
  }

  private Optional<List<HistoryStore.Recorded>> since(HistoryStore store, Position position) {
    return store.since(room, position).toCompletableFuture().join();
  }

  @Test
  void whatIsOlderThanItsBoundIsGone() {
    HistoryStore store = store(100);
    Position opened = store.open(room).toCompletableFuture().join();
    store.append(room, entry("old"));
    time.advance(Duration.ofSeconds(59));
    store.append(room, entry("new"));

    assertThat(since(store, opened)).hasValueSatisfying(all -> assertThat(all).hasSize(2));
    time.advance(Duration.ofSeconds(2));

    assertThat(since(store, opened)).isEmpty();
    assertThat(since(store, new Position(opened.epoch(), 1)))
        .hasValueSatisfying(rest -> assertThat(rest).hasSize(1));
    time.advance(Duration.ofHours(1));
    assertThat(since(store, new Position(opened.epoch(), 2))).contains(List.of());
  }

  @Test
  void boundsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> store(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> InMemoryHistory.of(1, Duration.ZERO, time, new Random()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAgeBeyondAllTimeIsNoBound() {
    HistoryStore store =
        InMemoryHistory.of(10, Duration.ofSeconds(Long.MAX_VALUE), time, new Random(1));
    Position opened = store.open(room).toCompletableFuture().join();
    store.append(room, entry("old"));
    time.advance(Duration.ofDays(365));

    assertThat(since(store, opened)).hasValueSatisfying(all -> assertThat(all).hasSize(1));
  }
}
