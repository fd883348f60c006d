package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Lane;
import dev.rtcrooms.transport.Outgoing;
import dev.rtcrooms.transport.Receiver;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LaneTest {

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder());

  /** Counts its tasks, and may keep them back. */
  private final class CountingLane implements Lane {
    private int tasks;
    private boolean held;
    private final List<Runnable> waiting = new ArrayList<>();

    @Override
    public void execute(Runnable task) {
      tasks++;
      if (held) {
        waiting.add(task);
      } else {
        rooms.executor().execute(task);
      }
    }

    void release() {
      held = false;
      waiting.forEach(rooms.executor()::execute);
      waiting.clear();
      rooms.settle();
    }
  }

  private TestClient join(String user, Lane lane) {
    return rooms.arrival("lobby", user).lane(lane).join();
  }

  @Test
  void aTurnIsOneTaskForEachLaneHoweverManyClientsItHas() {
    CountingLane left = new CountingLane();
    CountingLane right = new CountingLane();
    List<TestClient> clients = new ArrayList<>();
    for (int n = 0; n < 10; n++) {
      clients.add(join("left " + n, left));
      clients.add(join("right " + n, right));
    }
    int leftBefore = left.tasks;
    int rightBefore = right.tasks;

    rooms.execute(
        "lobby",
        room -> {
          room.hub().broadcast(new Note("1"));
          room.hub().broadcast(new Note("2"));
          room.hub().send(room.hub().clients().iterator().next(), new Note("private"));
        });

    assertThat(left.tasks - leftBefore).isEqualTo(1);
    assertThat(right.tasks - rightBefore).isEqualTo(1);
    assertThat(clients)
        .allSatisfy(
            client -> assertThat(client.drain(Note.class)).contains(new Note("1"), new Note("2")));
  }

  @Test
  void aLaneWhoseClientsHearNothingGetsNoTask() {
    CountingLane left = new CountingLane();
    CountingLane right = new CountingLane();
    TestClient ann = join("ann", left);
    join("bob", right);
    int rightBefore = right.tasks;

    rooms.execute("lobby", ann, client -> client.room().hub().send(client, new Note("private")));

    assertThat(ann.next(Note.class).text()).isEqualTo("private");
    assertThat(right.tasks).isEqualTo(rightBefore);
  }

  @Test
  void aLaneThatIsSlowKeepsItsOrderAndHoldsUpNoOther() {
    CountingLane slow = new CountingLane();
    TestClient ann = join("ann", slow);
    TestClient bob = rooms.join("lobby", "bob");
    slow.held = true;

    IntStream.range(0, 20).forEach(n -> bob.send(new Note("note " + n)));
    assertThat(bob.drain(Note.class)).hasSize(20);
    ann.hearsNo(Note.class);

    slow.release();
    assertThat(ann.drain(Note.class))
        .isEqualTo(IntStream.range(0, 20).mapToObj(n -> new Note("note " + n)).toList());
  }

  @Test
  void aLaneThatTakesNoTaskHarmsNobodyElse() {
    boolean[] broken = {false};
    TestClient ann =
        join(
            "ann",
            task -> {
              if (broken[0]) {
                throw new IllegalStateException("as the test wants it");
              }
              task.run();
            });
    TestClient bob = rooms.join("lobby", "bob");
    broken[0] = true;

    bob.send(new Note("hi"));
    ann.leave();
    bob.send(new Note("ho"));

    assertThat(bob.drain(Note.class)).containsExactly(new Note("hi"), new Note("ho"));
    assertThat(Echo.clients(rooms, "lobby")).isEqualTo(1);
  }

  /** Remembers the threads that write to it. */
  private static final class ThreadConnection implements Connection {
    private final Lane lane;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final CountDownLatch notes;
    private final List<String> heard = new ArrayList<>();

    ThreadConnection(Lane lane, int notes) {
      this.lane = lane;
      this.notes = new CountDownLatch(notes);
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public Sizing sizing() {
      return message -> 1;
    }

    @Override
    public void write(Batch batch, WriteListener listener) {
      threads.add(Thread.currentThread());
      for (Outgoing message : batch.messages()) {
        if (message.event() instanceof Note note) {
          heard.add(note.text());
          notes.countDown();
        }
      }
      listener.written();
    }

    @Override
    public void close(CloseReason reason) {}
  }

  @Test
  void onRealThreadsEachConnectionIsWrittenToOnItsOwnLane() throws Exception {
    int notes = 500;
    ExecutorService loops = Executors.newSingleThreadExecutor();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (Rooms real = Echo.builder().build()) {
      Room room = real.create();
      ThreadConnection one = new ThreadConnection(loops::execute, notes);
      ThreadConnection two = new ThreadConnection(other::execute, notes);
      Handshake handshake = Handshake.of(Role.PARTICIPANT, room.id().toString());
      Receiver receiver = real.accept(one, handshake.withPrincipal(() -> "one"));
      real.accept(two, handshake.withPrincipal(() -> "two"));
      while (room.call(() -> room.hub().clients().size()).toCompletableFuture().join() < 2) {
        Thread.onSpinWait();
      }
      for (int n = 0; n < notes; n += 50) {
        List<Inbound> frame =
            IntStream.range(n, n + 50)
                .<Inbound>mapToObj(m -> new Inbound.Accepted(null, new Note("note " + m)))
                .toList();
        if (n < 200) {
          receiver.receive(frame, 1);
        } else {
          room.execute(() -> frame.forEach(in -> room.hub().broadcast(note(in))));
        }
      }

      assertThat(one.notes.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(two.notes.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(one.threads).hasSize(1).doesNotContainAnyElementsOf(two.threads);
      assertThat(one.heard).isEqualTo(two.heard).hasSize(notes);
    } finally {
      loops.shutdown();
      other.shutdown();
    }
  }

  private static Note note(Inbound message) {
    return (Note) ((Inbound.Accepted) message).command();
  }
}
