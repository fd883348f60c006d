package dev.rtcrooms.testkit.contract;

import static dev.rtcrooms.testkit.contract.NumberedEvents.entries;
import static dev.rtcrooms.testkit.contract.NumberedEvents.recorded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.cluster.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every engine of a {@link Cluster} must do. A subclass in the implementor's tests creates the
 * engines; each test has its own. The pasts of rooms are tested by {@link HistoryContract}, which
 * this contract contains.
 *
 * <p>Frames may be lost, late or doubled by faults. Without faults, as here, each arrives once. A
 * test waits for each thing that must happen for 60 seconds of the engines' time. Some tests wait
 * for the end of a lease: give the engines a short one.
 */
public abstract class ClusterContract extends LeaseContract {

  private static final int ROOMS = 10;

  private final UUID room = UUID.randomUUID();

  /** For subclasses. */
  protected ClusterContract() {}

  /**
   * Creates a cluster for one test. Its engines keep at least 10 events of each room.
   *
   * @return a cluster without nodes
   * @throws Exception if it cannot be created
   */
  @Override
  protected abstract TestEngines engines() throws Exception;

  /** The past of a tenure is that of a history. */
  @Nested
  final class Tenures extends HistoryContract {

    Tenures() {}

    @Override
    protected HistoryStore store(int events) {
      JoinedNode member = join();
      return id -> CompletableFuture.completedStage(win(member, id).past());
    }

    @Override
    <T> T get(CompletionStage<T> stage) {
      return ClusterContract.this.get(stage);
    }
  }

  private Optional<String> home(JoinedNode asking) {
    return get(asking.engine().find(room));
  }

  @Test
  void aRoomHasNoHomeUntilANodeClaimsIt() {
    JoinedNode one = join();
    JoinedNode two = join();
    assertEquals(Optional.empty(), home(one));

    Bid bid = bid(one, room);
    assertEquals(0, bid.past().end().offset());
    assertEquals(Optional.of(one.name()), home(one));
    assertEquals(Optional.of(one.name()), home(two));
    assertEquals(List.of(), get(bid.past().newest(ROOMS)));
  }

  @Test
  void ofNodesThatClaimAtOnceOneWins() {
    List<JoinedNode> members = join(3);
    for (int n = 0; n < ROOMS; n++) {
      UUID wanted = UUID.randomUUID();
      CyclicBarrier start = new CyclicBarrier(members.size());
      List<CompletableFuture<Bid>> bids = new ArrayList<>();
      for (JoinedNode member : members) {
        bids.add(
            CompletableFuture.supplyAsync(
                () -> {
                  meet(start);
                  return bid(member, wanted);
                },
                task -> new Thread(task, "bidder").start()));
      }

      List<JoinedNode> winners = new ArrayList<>();
      for (int m = 0; m < members.size(); m++) {
        if (bids.get(m).join().isWon()) {
          winners.add(members.get(m));
        }
      }
      assertEquals(1, winners.size(), "homes of one room");
      bids.stream()
          .map(CompletableFuture::join)
          .filter(bid -> !bid.isWon())
          .forEach(bid -> assertEquals(winners.get(0).name(), bid.home()));
    }
  }

  private static void meet(CyclicBarrier start) {
    try {
      start.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aHomeKeepsItsRoom() {
    JoinedNode home = join();
    JoinedNode other = join();
    Bid tenure = bid(home, room);
    get(tenure.past().append(0, entries(1, 2)));

    assertEquals(home.name(), bid(other, room).home());
    assertEquals(home.name(), bid(other, room).home());
    get(tenure.past().append(2, entries(3, 3)));
    assertEquals(recorded(1, 3), get(tenure.past().newest(ROOMS)));
    assertEquals(0, tenure.losses().get());
  }

  @Test
  void theNextHomeHasThePast() {
    JoinedNode one = join();
    JoinedNode two = join();
    Bid former = bid(one, room);
    Position begin = former.past().end();
    get(former.past().append(0, entries(1, 3)));
    get(former.past().close());
    assertEquals(Optional.empty(), home(two));

    Past next = bid(two, room).past();
    assertEquals(3, next.end().offset());
    get(next.append(3, entries(4, 4)));
    assertEquals(Optional.of(recorded(1, 4)), get(next.since(begin)));
    assertEquals(
        Optional.of(recorded(3, 4)), get(next.since(new Position(begin.epoch(), 2))), "since 2");
    assertFalse(get(next.since(new Position(next.end().epoch(), 9))).isPresent(), "after the end");
    assertEquals(0, former.losses().get(), "losses of a home that has released the room");
    get(next.close());
    assertEquals(4, bid(one, room).past().end().offset());
  }

  @Test
  void aRoomThatIsForgottenIsFreeAndHasNoPast() {
    JoinedNode one = join();
    JoinedNode two = join();
    Bid former = bid(one, room);
    Position begin = former.past().end();
    get(former.past().append(0, entries(1, 3)));
    get(former.past().forget());
    assertEquals(Optional.empty(), home(two));

    Past next = bid(two, room).past();
    assertEquals(0, next.end().offset());
    assertEquals(List.of(), get(next.newest(ROOMS)));
    assertEquals(Optional.empty(), get(next.since(begin)));
    assertEquals(0, former.losses().get(), "losses of a home that has released the room");
  }

  @Test
  void aRoomGoesOnAtTheNodeThatReleasedIt() {
    JoinedNode one = join();
    Past former = bid(one, room).past();
    get(former.append(0, entries(1, 3)));
    get(former.close());

    Past next = win(one, room).past();
    assertEquals(recorded(1, 3), get(next.newest(ROOMS)));
    get(next.append(3, entries(4, 4)));
    assertEquals(recorded(1, 4), get(next.newest(ROOMS)));
  }

  @Test
  void roomsOfOneNodeAreFreedOneByOne() {
    JoinedNode one = join();
    JoinedNode two = join();
    UUID other = UUID.randomUUID();
    Past released = bid(one, room).past();
    Past kept = bid(one, other).past();
    get(kept.append(0, entries(1, 1)));
    get(released.close());

    bid(two, room).past();
    assertEquals(one.name(), bid(two, other).home());
    assertEquals(recorded(1, 1), get(kept.newest(ROOMS)));
  }
}
