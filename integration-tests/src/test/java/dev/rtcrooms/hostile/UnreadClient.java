package dev.rtcrooms.hostile;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Lane;
import dev.rtcrooms.transport.Receiver;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A client in the process of its room, which is in no other, and which reads only when it is told
 * to. A frame that is being written is kept, as a container does. For one thread.
 */
final class UnreadClient {

  private static final String TEXT = "x".repeat(3_900);

  /** So many of these texts may be sent at once. */
  private static final int TEXTS_AT_ONCE = 66;

  /** So many of the earlier messages that were changed fit into what a room remembers. */
  private static final int CHANGED = 28;

  /** All of them, and the rest, would be less than what ends a client. */
  private static final int PAGES = 10;

  /** Is answered with a refusal, as long as a client is not ended for it. */
  private static final int COMMANDS_TOO_MANY = 250;

  private static final String PAGE = "{\"type\":\"chat-history\",\"ref\":\"page\",\"limit\":100}";
  private static final String TOO_MUCH =
      "{\"type\":\"set-typing\",\"on\":true,\"ref\":\"" + "\\u0001".repeat(64) + "\"}";

  private final TestRooms rooms;
  private final Codec codec;
  private final String user;
  private final String room;
  private final Handshake handshake;
  private Unread connection;
  private Receiver receiver;

  /** A connection whose writes do not end. */
  @SuppressWarnings("UnusedVariable") // what is written is kept
  private static final class Unread implements Connection {
    private final Codec codec;
    private @Nullable Batch batch;
    private @Nullable Encoded frame;
    private @Nullable WriteListener listener;
    private boolean closed;

    Unread(Codec codec) {
      this.codec = codec;
    }

    @Override
    public Lane lane() {
      return Lane.MAILBOX;
    }

    @Override
    public Sizing sizing() {
      return codec;
    }

    @Override
    public void write(Batch written, WriteListener whenWritten) {
      batch = written;
      frame = written.encoded(codec);
      listener = whenWritten;
    }

    @Override
    public void close(CloseReason reason) {
      closed = true;
    }

    boolean read() {
      WriteListener ended = listener;
      listener = null;
      batch = null;
      frame = null;
      if (ended != null) {
        ended.written();
      }
      return ended != null;
    }
  }

  /** Joins a room, and reads its greeting. */
  UnreadClient(TestRooms rooms, Codec codec, int number) {
    this.rooms = rooms;
    this.codec = codec;
    user = "user-" + number;
    room = TestRooms.id("room of client " + number).toString();
    handshake = Handshake.of(Role.PARTICIPANT, room).withPrincipal(() -> user);
    connection = new Unread(codec);
    receiver = rooms.rooms().accept(connection, handshake);
    rooms.settle();
    readsAll();
  }

  private void comesBack() {
    connection = new Unread(codec);
    receiver = rooms.rooms().accept(connection, handshake);
    rooms.settle();
  }

  private void send(String command) {
    if (!connection.closed) {
      int bytes = command.getBytes(StandardCharsets.UTF_8).length;
      receiver.receive(codec.decodeCommands(command), bytes);
      rooms.settle();
    }
  }

  void readsAll() {
    while (connection.read()) {
      rooms.settle();
    }
  }

  /** Says as much as it may, in the ways that a room remembers, and reads all. */
  void leavesWhatIsKept(int round) {
    for (int n = 0; n < TEXTS_AT_ONCE; n++) {
      if (round % 3 == 1) {
        send("{\"type\":\"say-to\",\"to\":\"" + user + "\",\"text\":\"" + TEXT + "\"}");
      } else {
        say();
      }
      readsAll();
    }
    for (int n = 0; n < CHANGED && round > 2; n++) {
      int message = 2 * TEXTS_AT_ONCE - n; // of the second round in which it said them to all
      send("{\"type\":\"react\",\"message\":" + message + ",\"emoji\":\"x\",\"on\":true}");
      readsAll();
    }
  }

  private void say() {
    send("{\"type\":\"say\",\"ref\":\"say\",\"text\":\"" + TEXT + "\"}");
  }

  /** Sends what it may at once, and reads nothing. */
  void sendsAtOnce() {
    for (int n = 0; n < TEXTS_AT_ONCE; n++) {
      say();
    }
    for (int n = 0; n < PAGES; n++) {
      send(PAGE);
    }
    for (int n = 0; n < COMMANDS_TOO_MANY; n++) {
      send(TOO_MUCH);
    }
  }

  /** Sends what it may in a second, and comes back if it was ended. */
  void sendsMore() {
    if (connection.closed) {
      comesBack();
      sendsAtOnce();
      return;
    }
    for (int n = 0; n < TEXTS_AT_ONCE / 4; n++) {
      say();
    }
    send(PAGE);
  }
}
