package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A delivery to a member allocates nothing (the smallest object has 16 bytes), and a join little.
 */
class AllocationTest {

  private static final int MEMBERS = 1_000;
  private static final int BROADCASTS = 50;
  private static final int BYTES_OF_LESS_THAN_AN_OBJECT = 12;
  private static final Sizing SIZING = message -> 100;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static final class Socket implements Connection {
    private boolean slow;
    private @Nullable WriteListener inFlight;
    private int writes;

    @Override
    public Sizing sizing() {
      return SIZING;
    }

    @Override
    public void write(Batch batch, WriteListener listener) {
      writes++;
      if (slow) {
        inFlight = listener;
      } else {
        listener.written();
      }
    }

    @Override
    public void close(CloseReason reason) {}

    void free() {
      WriteListener listener = inFlight;
      inFlight = null;
      if (listener != null) {
        listener.written();
      }
    }
  }

  /** Bytes for each member and each of the broadcasts, on this thread, which does all the work. */
  private double bytesEach(Runnable broadcasts) {
    long before = threads.getCurrentThreadAllocatedBytes();
    broadcasts.run();
    long after = threads.getCurrentThreadAllocatedBytes();
    return (double) (after - before) / MEMBERS / BROADCASTS;
  }

  private static void enter(Rooms rooms, Room room, List<Socket> sockets) {
    Handshake handshake = Handshake.of(Role.PARTICIPANT, room.id().toString());
    for (int n = 0; n < MEMBERS; n++) {
      String user = "user-" + n;
      Socket socket = new Socket();
      sockets.add(socket);
      rooms.accept(socket, handshake.withPrincipal(() -> user));
    }
  }

  /** Bytes for each of some joins, on this thread, which does all the work. */
  private double bytesEachJoin(Rooms rooms, Room room, int joins) {
    Handshake handshake =
        Handshake.of(Role.PARTICIPANT, room.id().toString()).withPrincipal(() -> "ann");
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int n = 0; n < joins; n++) {
      rooms.accept(new Socket(), handshake);
    }
    return (double) (threads.getCurrentThreadAllocatedBytes() - before) / joins;
  }

  @Test
  void aJoinCostsTheSameInALargeRoom() {
    try (Rooms rooms =
        Echo.builder().executor(Runnable::run).scheduler(new StoppedTime()).build()) {
      Room room = rooms.create();
      bytesEachJoin(rooms, room, 1_000);
      double small = bytesEachJoin(rooms, rooms.create(), 100);
      bytesEachJoin(rooms, room, 3_500);

      double large = bytesEachJoin(rooms, room, 100);

      assertThat(large).isLessThan(1.3 * small);
    }
  }

  private static void say(Room room) {
    for (int n = 0; n < BROADCASTS; n++) {
      room.execute(() -> room.hub().broadcast(new Note("note")));
    }
  }

  @Test
  void toWhoIsIdleAndToWhoIsBusy() {
    try (Rooms rooms =
        Echo.builder().executor(Runnable::run).scheduler(new StoppedTime()).build()) {
      Room room = rooms.create();
      List<Socket> sockets = new ArrayList<>();
      enter(rooms, room, sockets);
      say(room);

      assertThat(bytesEach(() -> say(room))).as("idle").isLessThan(BYTES_OF_LESS_THAN_AN_OBJECT);
      sockets.forEach(socket -> socket.slow = true);
      say(room);
      assertThat(bytesEach(() -> say(room))).as("busy").isLessThan(BYTES_OF_LESS_THAN_AN_OBJECT);
      assertThat(bytesEach(() -> sockets.forEach(Socket::free)))
          .as("free again")
          .isLessThan(BYTES_OF_LESS_THAN_AN_OBJECT);
      assertThat(sockets).allSatisfy(socket -> assertThat(socket.writes).isEqualTo(103));
    }
  }
}
