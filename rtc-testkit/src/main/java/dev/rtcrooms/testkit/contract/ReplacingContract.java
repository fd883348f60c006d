package dev.rtcrooms.testkit.contract;

import static dev.rtcrooms.testkit.contract.NumberedEvents.entries;
import static dev.rtcrooms.testkit.contract.NumberedEvents.entry;
import static dev.rtcrooms.testkit.contract.NumberedEvents.recorded;
import static dev.rtcrooms.testkit.contract.NumberedEvents.said;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.Past;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The part of {@link HistoryContract} that is about {@link Past#replace}; for one thread. */
abstract class ReplacingContract {

  static final int KEPT = 10;
  private static final int SECONDS = 60;

  private final UUID room = UUID.randomUUID();

  /** Creates a store, as {@link HistoryContract#store} says. */
  protected abstract HistoryStore store(int events);

  @Test
  void anEventIsReplacedInItsPlace() {
    HistoryStore store = store(KEPT);
    Past past = get(store.open(room));
    get(past.append(0, entries(1, 3)));

    past.replace(2, said(9));
    past.append(3, entries(4, 4));
    past.replace(4, said(8));

    List<Recorded> all =
        List.of(
            new Recorded(1, entry(1)),
            new Recorded(2, entry(2).with(said(9))),
            new Recorded(3, entry(3)),
            new Recorded(4, entry(4).with(said(8))));
    assertEquals(Optional.of(all), since(past, 0));
    assertEquals(all, get(past.newest(KEPT)));
    get(past.close());
    Past again = get(store.open(room));
    if (again.end().offset() > 0) {
      assertEquals(Optional.of(all), since(again, 0));
      assertEquals(all, get(again.newest(KEPT)));
    }
  }

  @Test
  void anEventThatTheStoreDoesNotHaveIsNotReplaced() {
    Past past = get(store(KEPT).open(room));
    get(past.append(0, entries(1, 1)));
    get(past.append(2, entries(3, 4)));

    get(past.replace(2, said(9)));
    get(past.replace(5, said(9)));
    get(past.replace(Long.MAX_VALUE, said(9)));

    assertEquals(Optional.of(recorded(3, 4)), since(past, 2));
    assertEquals(Optional.empty(), since(past, 5));
    get(past.append(4, entries(5, 5)));
    assertEquals(Optional.of(recorded(3, 5)), since(past, 2));
  }

  @Test
  void aReplacementKeepsTheHoleBesideIt() {
    HistoryStore store = store(KEPT);
    Past past = get(store.open(room));
    get(past.append(0, entries(1, 1)));
    get(past.append(2, entries(3, 3)));
    get(past.append(5, List.of()));

    get(past.replace(3, said(9)));

    assertWholeFrom(past, 5, 5);
    get(past.close());
    Past again = get(store.open(room));
    if (again.end().offset() > 0) {
      assertEquals(5, again.end().offset());
      assertWholeFrom(again, 5, 5);
    }
  }

  final void assertWholeFrom(Past past, int first, int last) {
    for (int at = 0; at < first; at++) {
      assertEquals(Optional.empty(), since(past, at), "since " + at);
    }
    for (int at = first; at <= last; at++) {
      assertEquals(Optional.of(recorded(at + 1, last)), since(past, at), "since " + at);
    }
  }

  final Optional<List<Recorded>> since(Past past, long offset) {
    return get(past.since(new Position(past.end().epoch(), offset)));
  }

  <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().copy().orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }
}
