package dev.rtcrooms.testkit.contract;

import static dev.rtcrooms.testkit.contract.NumberedEvents.entries;
import static dev.rtcrooms.testkit.contract.NumberedEvents.entry;
import static dev.rtcrooms.testkit.contract.NumberedEvents.recorded;
import static dev.rtcrooms.testkit.contract.NumberedEvents.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.rtcrooms.Audience;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.HistoryStore.Retry;
import dev.rtcrooms.spi.Past;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link HistoryStore} must do. A subclass in the implementor's tests creates the store.
 * Each test creates its own store and uses rooms of its own. A stage has 10 seconds to complete.
 */
public abstract class HistoryContract extends ReplacingContract {

  private final UUID room = UUID.randomUUID();

  /** For subclasses. */
  protected HistoryContract() {}

  /**
   * Creates a store, or returns one that several tests share.
   *
   * @param events how many events of a room it must keep for as long as a test takes; it should
   *     drop older ones soon, so that the tests see what it does then
   * @return a store that does not know the test's rooms
   */
  @Override
  protected abstract HistoryStore store(int events);

  @Test
  void aRoomBeginsWithNothing() {
    Past past = get(store(KEPT).open(room));

    assertEquals(0, past.end().offset());
    assertEquals(Optional.of(List.of()), get(past.since(past.end())));
    assertEquals(List.of(), get(past.newest(KEPT)));
  }

  @Test
  void anAppendNumbersItsEventsFromTheOneAfter() {
    Past past = get(store(KEPT).open(room));

    get(past.append(0, entries(1, 3)));
    get(past.append(3, entries(4, 4)));
    get(past.append(4, entries(5, 6)));

    assertEquals(Optional.of(recorded(1, 6)), since(past, 0));
  }

  @Test
  void allThatFollowedAPositionIsGivenInOrder() {
    Past past = get(store(KEPT).open(room));
    get(past.append(0, entries(1, KEPT)));

    for (int at = 0; at <= KEPT; at++) {
      assertEquals(Optional.of(recorded(at + 1, KEPT)), since(past, at), "since " + at);
    }
  }

  @Test
  void whatIsPartlyGoneIsNotGivenInPart() {
    Past past = get(store(KEPT).open(room));
    int all = KEPT * 5;
    for (int n = 1; n <= all; n++) {
      get(past.append(n - 1, entries(n, n)));
    }

    for (int at = 0; at <= all; at++) {
      Optional<List<Recorded>> since = since(past, at);
      if (since.isPresent() || at >= all - KEPT) {
        assertEquals(Optional.of(recorded(at + 1, all)), since, "since " + at);
      }
    }
  }

  @Test
  void aPositionAfterTheEndOrOfAnotherEpochIsNotKnown() {
    Past past = get(store(KEPT).open(room));
    get(past.append(0, entries(1, 2)));

    assertEquals(Optional.empty(), since(past, 3));
    assertEquals(Optional.empty(), since(past, Long.MAX_VALUE));
    String other = past.end().epoch().equals("other") ? "another" : "other";

    for (int offset = 0; offset <= 2; offset++) {
      assertEquals(Optional.empty(), get(past.since(new Position(other, offset))));
    }
  }

  @Test
  void aPastIsReadBackwardsInPages() {
    Past past = get(store(KEPT).open(room));
    get(past.append(0, entries(1, KEPT)));

    assertEquals(recorded(KEPT - 3, KEPT), get(past.newest(4)));
    assertEquals(recorded(KEPT - 7, KEPT - 4), get(past.before(KEPT - 3, 4)));
    assertEquals(recorded(1, 2), get(past.before(3, 4)));
    assertEquals(List.of(), get(past.before(1, 4)));
    assertEquals(recorded(1, KEPT), get(past.newest(Integer.MAX_VALUE)));
  }

  @Test
  void audienceAndRetryAreStored() {
    Past past = get(store(KEPT).open(room));
    List<Entry> entries = new ArrayList<>();
    for (Audience audience : Audience.values()) {
      entries.add(new Entry(said(1), audience));
      entries.add(
          new Entry(said(2), audience, new Retry("ann", "say", "id \t\n\u00e9\ud83d\ude00")));
    }
    get(past.append(0, entries));

    assertEquals(entries, since(past, 0).orElseThrow().stream().map(Recorded::entry).toList());
    assertEquals(entries, get(past.newest(KEPT)).stream().map(Recorded::entry).toList());
  }

  @Test
  void eventsOfAFailedAppendAreDroppedByTheNext() {
    Past past = get(store(KEPT).open(room));
    get(past.append(0, entries(1, 3)));

    get(past.append(1, entries(9, 9)));

    assertEquals(Optional.of(List.of(new Recorded(2, entry(9)))), since(past, 1));
    assertEquals(Optional.empty(), since(past, 3));
    assertEquals(new Recorded(2, entry(9)), get(past.newest(1)).get(0));
  }

  @Test
  void anAppendWithoutEventsDropsThemToo() {
    Past past = get(store(KEPT).open(room));
    get(past.append(0, entries(1, 3)));

    get(past.append(1, List.of()));

    assertEquals(Optional.of(recorded(1, 1)), since(past, 0));
    assertEquals(Optional.empty(), since(past, 2));
  }

  @Test
  void nobodyIsGivenEventsAcrossAMissingNumber() {
    HistoryStore store = store(KEPT);
    Past past = get(store.open(room));
    get(past.append(0, entries(1, 1)));
    get(past.append(2, entries(3, 3)));
    assertWholeFrom(past, 2, 3);
    get(past.append(5, List.of()));
    assertWholeFrom(past, 5, 5);

    get(past.close());
    Past again = get(store.open(room));
    if (again.end().offset() > 0) {
      assertEquals(5, again.end().offset());
      assertWholeFrom(again, 5, 5);
      assertEquals(Optional.empty(), get(again.since(new Position(past.end().epoch(), 4))));
    }
  }

  @Test
  void callsTakeEffectInTheirOrder() {
    HistoryStore store = store(KEPT);
    Past past = get(store.open(room));

    past.append(0, entries(1, 1));
    past.append(0, entries(2, 2));
    past.append(1, entries(3, 3));
    CompletionStage<List<Recorded>> newest = past.newest(KEPT);
    past.forget();
    Past next = get(store.open(room));

    assertEquals(List.of(new Recorded(1, entry(2)), new Recorded(2, entry(3))), get(newest));
    assertNotEquals(past.end().epoch(), next.end().epoch());
    assertEquals(List.of(), get(next.newest(KEPT)));
  }

  @Test
  void roomsDoNotMix() {
    HistoryStore store = store(KEPT);
    Past past = get(store.open(room));
    Past other = get(store.open(UUID.randomUUID()));

    get(past.append(0, entries(1, 3)));
    get(other.append(0, entries(1, 1)));

    assertNotEquals(past.end().epoch(), other.end().epoch());
    assertEquals(Optional.of(recorded(1, 3)), since(past, 0));
    assertEquals(Optional.of(recorded(1, 1)), since(other, 0));
    get(past.forget());
    assertEquals(Optional.of(recorded(1, 1)), since(other, 0));
  }

  @Test
  void aPastThatIsForgottenBeginsANewEpoch() {
    HistoryStore store = store(KEPT);
    Past past = get(store.open(room));
    get(past.append(0, entries(1, 3)));

    get(past.forget());
    Past next = get(store.open(room));

    assertEquals(0, next.end().offset());
    assertNotEquals(past.end().epoch(), next.end().epoch());
    for (int offset = 0; offset <= 3; offset++) {
      assertEquals(Optional.empty(), get(next.since(new Position(past.end().epoch(), offset))));
    }
    get(next.append(0, entries(7, 7)));
    assertEquals(Optional.of(List.of(new Recorded(1, entry(7)))), since(next, 0));
  }

  @Test
  void aPastThatIsOpenedAgainHasAllEventsOrANewEpoch() {
    HistoryStore store = store(KEPT);
    Past past = get(store.open(room));
    get(past.append(0, entries(1, 3)));
    get(past.close());

    Past again = get(store.open(room));

    String former = past.end().epoch();
    if (again.end().offset() > 0) {
      assertEquals(3, again.end().offset());
      assertEquals(Optional.of(recorded(1, 3)), since(again, 0));
      assertEquals(recorded(1, 3), get(again.newest(KEPT)));
      get(again.append(3, entries(4, 4)));
      for (int at = 0; at <= 3; at++) {
        assertEquals(Optional.of(recorded(at + 1, 4)), get(again.since(new Position(former, at))));
      }
      if (!again.end().epoch().equals(former)) {
        assertEquals(Optional.empty(), get(again.since(new Position(former, 4))));
      }
    } else {
      assertNotEquals(former, again.end().epoch());
      assertEquals(Optional.empty(), get(again.since(new Position(former, 0))));
    }
  }

  @Test
  void whatWasReadDoesNotChange() {
    Past past = get(store(KEPT).open(room));
    get(past.append(0, entries(1, 2)));
    List<Recorded> since = since(past, 0).orElseThrow();
    List<Recorded> newest = get(past.newest(KEPT));

    get(past.replace(2, said(8)));
    get(past.append(1, entries(9, 9)));

    assertEquals(recorded(1, 2), since);
    assertEquals(recorded(1, 2), newest);
  }

  @Test
  void manyRoomsAreServedAtOnce() {
    HistoryStore store = store(KEPT);
    List<CompletableFuture<Void>> threads =
        IntStream.range(0, 8)
            .mapToObj(n -> CompletableFuture.runAsync(() -> useRooms(store)))
            .toList();

    threads.forEach(CompletableFuture::join);
  }

  private void useRooms(HistoryStore store) {
    for (int repeat = 0; repeat < 20; repeat++) {
      Past past = get(store.open(UUID.randomUUID()));
      get(past.append(0, entries(1, KEPT)));
      assertEquals(Optional.of(recorded(1, KEPT)), since(past, 0));
      get(past.forget());
    }
  }
}
