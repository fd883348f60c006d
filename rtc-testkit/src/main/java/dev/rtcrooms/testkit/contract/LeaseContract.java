package dev.rtcrooms.testkit.contract;

import static dev.rtcrooms.testkit.contract.NumberedEvents.entries;
import static dev.rtcrooms.testkit.contract.NumberedEvents.recorded;
import static dev.rtcrooms.testkit.contract.NumberedEvents.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The part of {@link ClusterContract} that is about nodes that lose their lease. */
abstract class LeaseContract extends LinkContract {

  private static final int ALL = 100;

  private final UUID room = UUID.randomUUID();

  private Optional<String> home(JoinedNode asking) {
    return get(asking.engine().find(room));
  }

  @Test
  void aNodeHasNoLeaseWhenAnotherTakesItsRoom() {
    JoinedNode first = join();
    JoinedNode second = join();
    Bid former = win(first, room);
    cluster().cutOff(first.engine());
    Bid next = win(second, room);

    assertFalse(first.engine().isCurrent(), "two nodes are the home of a room");
    assertEquals(Optional.of(second.name()), home(second));
    cluster().reconnect(first.engine());
    await("news of the lost room", () -> former.losses().get() > 0);
    await("a lease", first.engine()::isCurrent);
    await("news of the lease", () -> first.resumes() > 0);
    assertEquals(second.name(), bid(first, room).home());
    assertEquals(0, next.losses().get());
    assertEquals(1, former.losses().get());
  }

  @Test
  void aFormerHomeChangesNothing() {
    JoinedNode first = join();
    JoinedNode second = join();
    Bid former = win(first, room);
    get(former.past().append(0, entries(1, 3)));
    cluster().cutOff(first.engine());
    ignoreAnswer(() -> former.past().append(3, entries(9, 9))); // may arrive late
    Bid next = win(second, room);
    assertEquals(3, next.past().end().offset());
    get(next.past().append(3, entries(4, 4)));

    cluster().reconnect(first.engine());
    assertFenced(former, () -> former.past().append(3, entries(8, 8)));
    assertFenced(former, () -> former.past().replace(2, said(8)));
    assertFenced(former, () -> former.past().append(1, List.of()));
    ignoreAnswer(() -> former.past().forget());
    assertEquals(recorded(1, 4), get(next.past().newest(ALL)));
    assertEquals(Optional.of(second.name()), home(first));
    get(next.past().append(4, entries(5, 5)));
    assertEquals(recorded(1, 5), get(next.past().newest(ALL)));
    assertEquals(0, next.losses().get());
  }

  /** Makes a call that may fail, and that may end only when its node can be reached again. */
  private static void ignoreAnswer(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      // as a stage that fails
    }
  }

  @Test
  void aRoomThatNobodyTookStaysWithItsHome() {
    JoinedNode home = join();
    JoinedNode other = join();
    Bid tenure = win(home, room);
    get(tenure.past().append(0, entries(1, 1)));
    cluster().cutOff(home.engine());
    await("the end of the lease", () -> !home.engine().isCurrent());
    await("the end of the lease for others", () -> home(other).isEmpty());
    int resumes = home.resumes();

    cluster().reconnect(home.engine());
    await("a lease", home.engine()::isCurrent);
    await("news of the lease", () -> home.resumes() > resumes);
    assertEquals(home.name(), bid(other, room).home());
    await("the past", () -> failure(() -> tenure.past().append(1, entries(2, 2))) == null);
    assertEquals(recorded(1, 2), get(tenure.past().newest(ALL)));
    assertEquals(0, tenure.losses().get());
  }

  @Test
  void anOutageOfTheStorageMovesNoRoom() {
    JoinedNode other = join();
    JoinedNode home = join();
    Bid tenure = win(home, room);
    get(tenure.past().append(0, entries(1, 1)));
    cluster().cutOff(other.engine());
    cluster().cutOff(home.engine());
    pass(cluster().lease().plus(Duration.ofSeconds(1)));
    assertFalse(home.engine().isCurrent());
    assertFalse(other.engine().isCurrent());

    CompletableFuture<Boolean> first = new CompletableFuture<>();
    other.whenResumed(() -> claimAtOnce(other, first));
    cluster().reconnect(other.engine());
    cluster().reconnect(home.engine());
    await("the claim of a node that was blind", first::isDone);
    assertFalse(first.join(), "a node that was blind has judged another");
    assertEquals(home.name(), bid(other, room).home());
    await("a lease", home.engine()::isCurrent);
    await("the past", () -> failure(() -> tenure.past().append(1, entries(2, 2))) == null);
    assertEquals(0, tenure.losses().get());
  }

  private void claimAtOnce(JoinedNode member, CompletableFuture<Boolean> won) {
    member
        .engine()
        .claim(room, () -> {})
        .whenComplete(
            (claim, failure) ->
                won.complete(failure == null && new Bid(claim, new AtomicInteger()).isWon()));
  }

  @Test
  void roomsOfANodeThatLeavesAreFreeBeforeThoseOfOneThatIsLost() {
    UUID roomOfLost = UUID.randomUUID();
    JoinedNode leaving = join();
    JoinedNode lost = join();
    JoinedNode other = join();
    Bid tenure = win(leaving, room);
    get(tenure.past().append(0, entries(1, 2)));
    win(lost, roomOfLost);
    cluster().cutOff(lost.engine());
    leaving.engine().close();
    leaving.engine().close();

    assertFalse(leaving.engine().isCurrent());
    await(
        "the room of a node that has left",
        () -> {
          Bid bid = bid(other, room);
          assertTrue(
              bid.isWon() || !bid(other, roomOfLost).isWon(), "leaving takes as long as a crash");
          return bid.isWon() && bid.past().end().offset() == 2;
        });
  }

  @Test
  void aNodeThatHasLeftWinsNothing() {
    JoinedNode left = join();
    left.engine().close();

    try {
      Bid bid = new Bid(ended(left.engine().claim(room, () -> {})).join(), new AtomicInteger());
      assertFalse(bid.isWon());
    } catch (CompletionException | IllegalStateException e) {
      // cannot tell
    }
    assertEquals(Optional.empty(), home(join()));
  }
}
