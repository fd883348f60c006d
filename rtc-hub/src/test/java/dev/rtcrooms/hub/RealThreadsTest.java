package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import dev.rtcrooms.transport.Receiver;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the deterministic kit cannot show: many threads at once. */
class RealThreadsTest {

  private static final int CLIENTS = 100;
  private static final int NOTES = 50;

  /** Ends each write on one of some threads, and minds that there is never a second one. */
  private static final class Socket implements Connection {
    private final ExecutorService loop;
    private final List<String> heard = new ArrayList<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicInteger overlaps = new AtomicInteger();
    private final CountDownLatch notes;
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

    Socket(ExecutorService loop, int notes) {
      this.loop = loop;
      this.notes = new CountDownLatch(notes);
    }

    @Override
    public Sizing sizing() {
      return message -> 100;
    }

    @Override
    public void write(Batch batch, WriteListener listener) {
      if (!writing.compareAndSet(false, true)) {
        overlaps.incrementAndGet();
      }
      loop.execute(
          () -> {
            for (Outgoing message : batch.messages()) {
              if (message.event() instanceof Fact fact) {
                heard.add(fact.text());
                notes.countDown();
              }
            }
            writing.set(false);
            listener.written();
          });
    }

    @Override
    public void close(CloseReason reason) {
      closed.complete(reason);
    }
  }

  @Test
  void allHearTheSameOrderWhateverThreadsTheyAreOn() throws Exception {
    ExecutorService loops = Executors.newFixedThreadPool(4);
    try (Rooms rooms = Echo.builder().limits(Limits.builder().forLoadTests().build()).build()) {
      Room room = rooms.create();
      Handshake handshake = Handshake.of(Role.PARTICIPANT, room.id().toString());
      List<Socket> sockets = new ArrayList<>();
      List<Receiver> receivers = new ArrayList<>();
      for (int n = 0; n < CLIENTS; n++) {
        String user = "user-" + n;
        Socket socket = new Socket(loops, CLIENTS * NOTES);
        sockets.add(socket);
        receivers.add(rooms.accept(socket, handshake.withPrincipal(() -> user)));
      }
      while (room.call(() -> room.hub().clients().size()).toCompletableFuture().join() < CLIENTS) {
        Thread.onSpinWait();
      }

      IntStream.range(0, CLIENTS)
          .parallel()
          .forEach(
              n -> {
                for (int m = 0; m < NOTES; m++) {
                  Fact fact = new Fact(n + ":" + m);
                  receivers.get(n).receive(List.of(new Inbound.Accepted(null, fact)), 20);
                }
              });

      for (Socket socket : sockets) {
        assertThat(socket.notes.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(socket.overlaps).hasValue(0);
        assertThat(socket.heard).isEqualTo(sockets.get(0).heard);
      }
      assertThat(sockets.get(0).heard).hasSize(CLIENTS * NOTES).doesNotHaveDuplicates();
      room.close(CloseReason.ROOM_CLOSED);
      assertThat(sockets)
          .allSatisfy(
              socket ->
                  assertThat(socket.closed.get(60, TimeUnit.SECONDS))
                      .isEqualTo(CloseReason.ROOM_CLOSED));
    } finally {
      loops.shutdown();
    }
  }

  @Test
  void aRoomThatIsOpenedAgainWhileItEndsHasAHistoryOfItsOwn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CompletableFuture<Room> again = new CompletableFuture<>();
    AtomicReference<Rooms> own = new AtomicReference<>();
    Feature.Factory opener =
        room ->
            new Feature() {
              @Override
              public void closed() {
                if (!again.isDone()) {
                  Room next = own.get().getOrCreate(room.id());
                  next.call(() -> "its history is open").toCompletableFuture().join();
                  again.complete(next);
                }
              }
            };
    try (Rooms rooms =
        Echo.builder()
            .limits(Limits.builder().forLoadTests().build())
            .feature(opener)
            .executor(threads)
            .build()) {
      own.set(rooms);
      rooms.create().close(CloseReason.ROOM_CLOSED);
      Room room = again.get(60, TimeUnit.SECONDS);
      Socket socket = new Socket(threads, 1);
      Handshake handshake = Handshake.of(Role.PARTICIPANT, room.id().toString());
      Receiver receiver = rooms.accept(socket, handshake.withPrincipal(() -> "ann"));
      receiver.receive(List.of(new Inbound.Accepted(null, new Fact("fact"))), 20);

      assertThat(socket.notes.await(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      threads.shutdown();
    }
  }
}
