package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Rooms;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Starts and stops the transport of each test of a contract. */
abstract class TransportFixture extends Patience {

  static final String ROOM = UUID.randomUUID().toString();

  /** The longest message of the rooms, in bytes. */
  static final int MESSAGE_BYTES = 16 * 1024;

  /** The longest frame of the rooms, in bytes. */
  static final int FRAME_BYTES = 64 * 1024;

  private @Nullable OpenDoor rooms;
  private @Nullable TransportServer server;

  /** Starts the transport. */
  protected abstract TransportServer start(Rooms rooms) throws Exception;

  @BeforeEach
  void startServer() throws Exception {
    Limits limits =
        Limits.builder()
            .messageBytes(MESSAGE_BYTES)
            .frameBytes(FRAME_BYTES)
            .frameMessages(16)
            .build();
    rooms = new OpenDoor(limits, patienceSeconds());
    server = start(rooms);
  }

  @AfterEach
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  final OpenDoor rooms() {
    return started(rooms);
  }

  final TransportPeer connect(@Nullable String origin) throws IOException {
    return started(server).connect(ROOM, origin);
  }

  static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("No server was started");
    }
    return part;
  }

  static void assertContains(String frame, String text) {
    assertTrue(
        frame.contains(text),
        () -> text + " is not in " + frame.substring(0, Math.min(frame.length(), 200)));
  }
}
