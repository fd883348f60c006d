package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.rtcrooms.Audience;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link HistoryStore} must do. A subclass in the implementor's tests says how to make a
 * store; each test makes its own and uses rooms of its own. A stage has 10 seconds to complete.
 */
public abstract class HistoryContract {

  private static final int KEPT = 10;
  private static final int SECONDS = 10;

  private final UUID room = UUID.randomUUID();

  /** For subclasses. */
  protected HistoryContract() {}

  /**
   * Makes a store, or opens one that several tests share.
   *
   * @param events how many events of a room it must keep for as long as a test takes; it should
   *     forget older ones soon, so that the tests see what it does then
   * @return a store that does not know the test's rooms
   */
  protected abstract HistoryStore store(int events);

  @Test
  void aRoomBeginsWithNothing() {
    HistoryStore store = store(KEPT);

    Position opened = get(store.open(room));

    assertEquals(0, opened.offset());
    assertEquals(Optional.of(List.of()), get(store.since(room, opened)));
  }

  @Test
  void eventsAreNumberedFromOneInOneEpoch() {
    HistoryStore store = store(KEPT);
    Position opened = get(store.open(room));

    List<Position> positions = append(store, room, 3);

    assertEquals(
        LongStream.rangeClosed(1, 3).mapToObj(n -> new Position(opened.epoch(), n)).toList(),
        positions);
  }

  @Test
  void allThatFollowedAPositionComesBackInOrder() {
    HistoryStore store = store(KEPT);
    Position opened = get(store.open(room));
    append(store, room, KEPT);

    for (int at = 0; at <= KEPT; at++) {
      Position was = new Position(opened.epoch(), at);
      assertEquals(Optional.of(recorded(at + 1, KEPT)), get(store.since(room, was)), "since " + at);
    }
  }

  @Test
  void whatIsPartlyGoneIsNotGivenInPart() {
    HistoryStore store = store(KEPT);
    Position opened = get(store.open(room));
    int all = KEPT * 5;
    append(store, room, all);

    for (int at = 0; at <= all; at++) {
      Optional<List<Recorded>> since = get(store.since(room, new Position(opened.epoch(), at)));
      if (since.isPresent() || at >= all - KEPT) {
        assertEquals(Optional.of(recorded(at + 1, all)), since, "since " + at);
      }
    }
  }

  @Test
  void aPositionAheadOfTheRoomIsNotKnown() {
    HistoryStore store = store(KEPT);
    Position opened = get(store.open(room));
    append(store, room, 2);

    assertEquals(Optional.empty(), get(store.since(room, new Position(opened.epoch(), 3))));
    assertEquals(
        Optional.empty(), get(store.since(room, new Position(opened.epoch(), Long.MAX_VALUE))));
  }

  @Test
  void aPositionOfAnotherEpochIsNotKnown() {
    HistoryStore store = store(KEPT);
    Position opened = get(store.open(room));
    append(store, room, 2);

    for (int offset = 0; offset <= 2; offset++) {
      Position elsewhere = new Position(opened.epoch().equals("other") ? "x" : "other", offset);
      assertEquals(Optional.empty(), get(store.since(room, elsewhere)));
    }
  }

  @Test
  void theAudienceIsKept() {
    HistoryStore store = store(KEPT);
    Position opened = get(store.open(room));
    List<Entry> entries = new ArrayList<>();
    for (Audience audience : Audience.values()) {
      Entry entry = new Entry(said(1), audience);
      entries.add(entry);
      get(store.append(room, entry));
    }

    List<Recorded> since = get(store.since(room, opened)).orElseThrow();

    assertEquals(entries, since.stream().map(Recorded::entry).toList());
  }

  @Test
  void roomsDoNotMix() {
    HistoryStore store = store(KEPT);
    UUID other = UUID.randomUUID();
    Position opened = get(store.open(room));
    Position otherOpened = get(store.open(other));

    append(store, room, 3);
    append(store, other, 1);

    assertNotEquals(opened.epoch(), otherOpened.epoch());
    assertEquals(Optional.of(recorded(1, 3)), get(store.since(room, opened)));
    assertEquals(Optional.of(recorded(1, 1)), get(store.since(other, otherOpened)));
    assertEquals(Optional.empty(), get(store.since(other, opened)));
  }

  @Test
  void aRoomThatIsForgottenBeginsANewEpoch() {
    HistoryStore store = store(KEPT);
    Position opened = get(store.open(room));
    append(store, room, 3);

    get(store.forget(room));
    Position reopened = get(store.open(room));

    assertEquals(0, reopened.offset());
    assertNotEquals(opened.epoch(), reopened.epoch());
    assertEquals(Optional.empty(), get(store.since(room, opened)));
    assertEquals(Optional.of(List.of()), get(store.since(room, reopened)));
    assertEquals(1, append(store, room, 1).get(0).offset());
  }

  @Test
  void aRoomThatIsOpenedAgainHasAllOfItsPastOrANewEpoch() {
    HistoryStore store = store(KEPT);
    Position opened = get(store.open(room));
    append(store, room, 3);

    Position reopened = get(store.open(room));

    if (reopened.epoch().equals(opened.epoch())) {
      assertEquals(3, reopened.offset());
      assertEquals(Optional.of(recorded(1, 3)), get(store.since(room, opened)));
    } else {
      assertEquals(0, reopened.offset());
      assertEquals(Optional.empty(), get(store.since(room, opened)));
    }
  }

  @Test
  void whatWasGivenBackDoesNotChange() {
    HistoryStore store = store(KEPT);
    Position opened = get(store.open(room));
    append(store, room, 2);
    List<Recorded> before = get(store.since(room, opened)).orElseThrow();

    get(store.append(room, entry(3)));

    assertEquals(recorded(1, 2), before);
  }

  @Test
  void manyRoomsAreServedAtOnce() {
    HistoryStore store = store(KEPT);
    List<CompletableFuture<Void>> threads =
        IntStream.range(0, 8)
            .mapToObj(n -> CompletableFuture.runAsync(() -> useOneRoom(store)))
            .toList();

    threads.forEach(HistoryContract::get);
  }

  private static void useOneRoom(HistoryStore store) {
    for (int repeat = 0; repeat < 20; repeat++) {
      UUID own = UUID.randomUUID();
      Position opened = get(store.open(own));
      append(store, own, KEPT);
      assertEquals(Optional.of(recorded(1, KEPT)), get(store.since(own, opened)));
      get(store.forget(own));
    }
  }

  private static List<Position> append(HistoryStore store, UUID room, int events) {
    List<Position> positions = new ArrayList<>();
    for (int n = 1; n <= events; n++) {
      positions.add(get(store.append(room, entry(n))));
    }
    return positions;
  }

  private static List<Recorded> recorded(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(n -> new Recorded(n, entry(n))).toList();
  }

  private static Entry entry(int n) {
    return new Entry(said(n), Audience.PARTICIPANTS);
  }

  private static Said said(int n) {
    return new Said("id-" + n, "client", User.of("ann"), "text " + n, Instant.ofEpochSecond(n));
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().copy().orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }
}
