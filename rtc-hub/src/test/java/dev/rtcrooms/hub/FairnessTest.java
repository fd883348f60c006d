package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.mailbox.Mailbox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Rooms that share a thread take turns on it, and a room that has it gives none of it away. */
class FairnessTest {

  private static final long MILLI = 1_000_000;

  /** The one thread that all rooms share: what waits for it, and how often it was asked for. */
  private final Queue<Runnable> thread = new ArrayDeque<>();

  private int handOffs;
  private final StoppedTime time = new StoppedTime();

  private void execute(Runnable task) {
    handOffs++;
    thread.add(task);
  }

  private boolean runOne() {
    Runnable task = thread.poll();
    if (task != null) {
      task.run();
    }
    return task != null;
  }

  private Room room(Rooms rooms) {
    Room room = rooms.create();
    while (runOne()) {}
    handOffs = 0;
    return room;
  }

  private Rooms rooms() {
    return Echo.builder().executor(this::execute).scheduler(time).build();
  }

  @Test
  void aRoomThatAlwaysHasSomethingToDoLetsTheOthersIn() {
    try (Rooms rooms = rooms()) {
      Room busy = room(rooms);
      Room quiet = room(rooms);
      int[] rounds = {0};
      List<Integer> ran = new ArrayList<>();
      busy.execute(
          new Runnable() {
            @Override
            public void run() {
              rounds[0]++;
              busy.execute(this);
            }
          });
      quiet.execute(() -> ran.add(rounds[0]));

      runOne();
      runOne();

      assertThat(ran).singleElement().satisfies(n -> assertThat(n).isBetween(1, 1_024));
      runOne();
      assertThat(rounds[0]).isGreaterThan(ran.get(0));
      busy.close(CloseReason.ROOM_CLOSED);
      while (runOne()) {}
    }
  }

  @Test
  void aRoomWhoseTasksTakeLongGivesTheThreadBackAfterAWhile() {
    try (Rooms rooms = rooms()) {
      Room busy = room(rooms);
      int[] done = {0};
      for (int n = 0; n < 100; n++) {
        busy.execute(
            () -> {
              done[0]++;
              time.pass(MILLI);
            });
      }

      int before = done[0];
      for (int stays = 0; runOne(); stays++) {
        assertThat(done[0] - before).as("in stay " + stays).isBetween(1, 6);
        before = done[0];
      }
      assertThat(done[0]).isEqualTo(100);
    }
  }

  @Test
  void aTurnEndsAfterAWhileSoThatWhatWasSaidIsHeard() {
    List<Long> ends = new ArrayList<>();
    Mailbox mailbox = new Mailbox(this::execute, time, () -> {}, () -> ends.add(time.nanoTime()));
    for (int n = 0; n < 20; n++) {
      mailbox.execute(() -> time.pass(MILLI / 2));
    }
    mailbox.start();
    while (runOne()) {}

    assertThat(ends).hasSize(5).last().isEqualTo(10 * MILLI);
    for (int n = 1; n < ends.size(); n++) {
      assertThat(ends.get(n) - ends.get(n - 1)).isLessThanOrEqualTo(2 * MILLI);
    }
  }

  @Test
  void oneTaskAtATimeIsOneHandOffEach() {
    try (Rooms rooms = rooms()) {
      Room room = room(rooms);
      for (int n = 1; n <= 10; n++) {
        room.execute(() -> {});
        runOne();

        assertThat(handOffs).isEqualTo(n);
        assertThat(thread).isEmpty();
      }
    }
  }

  @Test
  void aMailboxThatIsBusyIsHandedOverNoMore() {
    try (Rooms rooms = rooms()) {
      Room room = room(rooms);
      int[] rounds = {0};
      room.execute(
          new Runnable() {
            @Override
            public void run() {
              if (++rounds[0] < 500) {
                room.execute(this);
              }
            }
          });
      runOne();

      assertThat(rounds[0]).isEqualTo(500);
      assertThat(handOffs).isEqualTo(1);
      assertThat(thread).isEmpty();
    }
  }
}
