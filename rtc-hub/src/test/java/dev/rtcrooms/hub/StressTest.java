package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Lane;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * As {@link TurnsModelTest}, on real threads: several lanes, writes that end on foreign threads or
 * inside the call, and speakers all at once. Which turns there are is left to chance.
 */
class StressTest {

  private static final int SOCKETS = 60;
  private static final int SPEAKERS = 4;
  private static final int SPEECHES = 500;
  private static final int FRAME = 2_000;
  private static final Note END = new Note("end");
  private static final Sizing SIZING = message -> message.event().toString().length();

  /** Ends its writes on an executor; and minds that calls and writes never overlap. */
  private static final class Socket implements Connection {
    private final Lane lane;
    private final Executor ending;
    private final List<Event> heard = new ArrayList<>();
    private final AtomicInteger writing = new AtomicInteger();
    private final AtomicInteger calling = new AtomicInteger();
    private final List<String> faults = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    Socket(Lane lane, Executor ending) {
      this.lane = lane;
      this.ending = ending;
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public Sizing sizing() {
      return SIZING;
    }

    @Override
    public void write(Batch batch, WriteListener listener) {
      int calls = calling.incrementAndGet();
      int writes = writing.incrementAndGet();
      int bytes = batch.messages().stream().mapToInt(SIZING::size).sum();
      ending.execute(
          () -> {
            if (calls != 1 || writes != 1) {
              faults.add("one of " + calls + " calls and " + writes + " writes at once");
            }
            if (bytes > FRAME && batch.messages().size() > 1) {
              faults.add("a frame of " + bytes + " bytes");
            }
            batch.messages().forEach(message -> heard.add(message.event()));
            boolean last = heard.get(heard.size() - 1).equals(END);
            writing.decrementAndGet();
            listener.written();
            if (last) {
              end.countDown();
            }
          });
      calling.decrementAndGet();
    }

    @Override
    public void close(CloseReason reason) {
      faults.add("closed with " + reason);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void allHearTheRoomsOrderWhateverThreadsTheyAreOn(int round) throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    ExecutorService two = Executors.newSingleThreadExecutor();
    ExecutorService endings = Executors.newFixedThreadPool(3);
    List<Lane> lanes = List.of(Lane.MAILBOX, one::execute, two::execute);
    Model model = new Model();
    try (Rooms rooms = rooms(model)) {
      Room room = rooms.create();
      Handshake handshake = Handshake.of(Role.PARTICIPANT, room.id().toString());
      List<Socket> sockets = new ArrayList<>();
      for (int n = 0; n < SOCKETS; n++) {
        String user = "user-" + n;
        Lane lane = lanes.get(n % lanes.size());
        Executor ending = n % 4 == 0 ? Runnable::run : n % 5 == 0 ? one : endings;
        Socket socket = new Socket(lane, ending);
        sockets.add(socket);
        rooms.accept(socket, handshake.withPrincipal(() -> user));
      }
      while (room.call(() -> room.hub().clients().size()).toCompletableFuture().join() < SOCKETS) {
        Thread.onSpinWait();
      }

      IntStream.range(0, SPEAKERS)
          .mapToObj(n -> CompletableFuture.runAsync(() -> speak(room, model, n)))
          .toList()
          .forEach(CompletableFuture::join);
      room.execute(() -> model.say(END));

      for (Socket socket : sockets) {
        assertThat(socket.end.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(socket.faults).isEmpty();
        model.check(socket.heard, true, "round " + round);
      }
    } finally {
      one.shutdown();
      two.shutdown();
      endings.shutdown();
    }
  }

  private static Rooms rooms(Model model) {
    return RtcRooms.builder()
        .secret("a secret of the tests")
        .limits(
            Limits.builder()
                .outboundFrameBytes(FRAME)
                .outboxBytes(Integer.MAX_VALUE)
                .outboxAge(Duration.ofHours(1))
                .build())
        .heartbeat(Duration.ofHours(1), Duration.ofHours(1))
        .feature(room -> model.scribe(room.hub()), Note.TYPE, Fact.TYPE, Level.TYPE, Secret.TYPE)
        .build();
  }

  private static void speak(Room room, Model model, int speaker) {
    for (int n = 0; n < SPEECHES; n++) {
      String text = speaker + ":" + n + "x".repeat(n % 50);
      long number = (long) speaker * SPEECHES + n;
      room.execute(
          () -> {
            model.say(number % 3 == 0 ? new Fact(text) : new Note(text));
            if (number % 4 == 0) {
              model.say(new Level("key " + number % 3, number));
            }
            if (number % 7 == 0) {
              List<Client> members = model.members();
              model.tell(members.get((int) (number % members.size())), new Note("for you " + text));
            }
          });
    }
  }
}
