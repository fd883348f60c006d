package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Outgoing;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests of every transport for browsers. A subclass in the implementor's tests starts the transport
 * and connects clients; each test has its own server. Each wait ends after 10 seconds.
 */
public abstract class TransportContract {

  private static final String ROOM = UUID.randomUUID().toString();
  private static final String SOME_BYTES = "x".repeat(60_000);

  /** Together more than the buffers of any system. */
  private static final int MORE_THAN_BUFFERS = 500;

  private final OpenDoor rooms =
      new OpenDoor(
          Limits.builder().messageBytes(16 * 1024).frameBytes(64 * 1024).frameMessages(16).build());
  private @Nullable Server server;

  /** A running transport. */
  public interface Server extends AutoCloseable {

    /**
     * Connects by a room link.
     *
     * @param room the id in the link
     * @param origin the origin of the page, or null for a client that is not a browser
     * @return the client
     * @throws IOException if the connection is refused
     */
    Peer connect(String room, @Nullable String origin) throws IOException;

    /** Stops the transport. */
    @Override
    void close();
  }

  /** A client that reads only when a method asks for it. */
  public interface Peer {

    /**
     * Sends a {@link dev.rtcrooms.message.Say} in its own frame.
     *
     * @param text needs no escaping
     * @throws IOException if the connection has ended
     */
    void say(String text) throws IOException;

    /**
     * Waits for the next frame.
     *
     * @return its payload
     * @throws IOException if there is none
     */
    String read() throws IOException;

    /**
     * Skips all frames before the close frame.
     *
     * @return its code
     * @throws IOException if the connection ends without one
     */
    int readCloseCode() throws IOException;

    /**
     * Sends a close frame.
     *
     * @throws IOException if the connection has ended
     */
    void leave() throws IOException;

    /**
     * Ends without a close frame, as when its process is killed.
     *
     * @throws IOException if the connection has ended
     */
    void crash() throws IOException;
  }

  /** For subclasses. */
  protected TransportContract() {}

  /**
   * Starts the transport with its own settings, on any port.
   *
   * @param rooms receives the connections
   * @return the server, ready for clients
   * @throws Exception if it does not start
   */
  protected abstract Server start(Rooms rooms) throws Exception;

  @BeforeEach
  void startServer() throws Exception {
    server = start(rooms);
  }

  @AfterEach
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  private Peer connect(@Nullable String origin) throws IOException {
    if (server == null) {
      throw new IllegalStateException("No server was started");
    }
    return server.connect(ROOM, origin);
  }

  @Test
  void aConnectionIsGivenToTheRoomsWithItsDoorAndKey() throws IOException {
    connect(null);

    Guest guest = rooms.guest();
    assertEquals(Role.PARTICIPANT, guest.handshake().role());
    assertEquals(ROOM, guest.handshake().key());
  }

  /** A transport that cannot refuse the handshake closes the connection at once. */
  @Test
  void aPageOfAnotherOriginIsNotLetIn() {
    try {
      int code = connect("https://evil.example").readCloseCode();
      assertTrue(code >= 4500 || code == 1008, () -> "may not come back, but heard " + code);
    } catch (IOException e) {
      // its handshake was refused
    }
    assertNull(rooms.guestSoFar());
  }

  @Test
  void whatIsWrittenArrivesOnceAndInOrder() throws IOException {
    Peer peer = connect(null);
    Chain chain = rooms.guest().writeAll(300, n -> Guest.batch("number " + n));

    for (int n = 0; n < 300; n++) {
      assertContains(peer.read(), "\"number " + n + "\"");
    }
    chain.await();
  }

  @Test
  void aBatchIsOneFrame() throws IOException {
    Peer peer = connect(null);
    Guest guest = rooms.guest();
    guest.write("one", "two", "three");
    guest.write("four");

    String frame = peer.read();
    assertEquals(3, frame.lines().count());
    assertContains(frame, "\"one\"");
    assertContains(frame, "\"three\"");
    assertContains(peer.read(), "\"four\"");
  }

  @Test
  void whatAClientSendsArrivesOnceInOrderAndOneFrameAtATime() throws IOException {
    Peer peer = connect(null);
    for (int n = 0; n < 300; n++) {
      peer.say("number " + n);
    }

    Guest guest = rooms.guest();
    for (int n = 0; n < 300; n++) {
      assertEquals("number " + n, guest.nextSay());
    }
    assertFalse(guest.overlapped());
    assertTrue(guest.heardNothing());
  }

  @Test
  void sizesAndLanesDoNotChange() throws IOException {
    connect(null);
    Connection connection = rooms.guest().connection();
    Outgoing message = Guest.said("ä".repeat(100));

    assertTrue(connection.sizing().size(message) >= 200);
    assertEquals(connection.sizing().size(message), connection.sizing().size(message));
    assertSame(connection.sizing(), connection.sizing());
    assertSame(connection.lane(), connection.lane());
  }

  @Test
  void whoIsClosedIsToldWhyAfterWhatWasWritten() throws IOException {
    Peer peer = connect(null);
    Guest guest = rooms.guest();
    guest.write("the last word");
    guest.connection().close(CloseReason.REMOVED);
    guest.connection().close(CloseReason.ROOM_CLOSED);

    assertContains(peer.read(), "the last word");
    assertEquals(CloseReason.REMOVED.code(), peer.readCloseCode());
  }

  @Test
  void whoSaysGoodbyeHasLeft() throws IOException {
    connect(null).leave();
    assertEquals(CloseReason.LEFT, rooms.guest().end());
  }

  @Test
  void whoIsGoneWithoutAWordIsLost() throws IOException {
    Peer peer = connect(null);
    Guest guest = rooms.guest();
    peer.crash();
    assertEquals(CloseReason.LOST, guest.end());
  }

  @Test
  void theSizeOfAFrameIsReportedInBytes() throws IOException {
    Peer peer = connect(null);
    String text = "\u00e4".repeat(1_000);
    peer.say(text);

    Guest guest = rooms.guest();
    assertEquals(text, guest.nextSay());
    int bytes = guest.lastFrameBytes();
    assertTrue(bytes >= 2_000 && bytes < 2_200, () -> bytes + " bytes");
  }

  @Test
  void whatIsTooBigIsNotHeardAndEndsTheConnection() throws IOException {
    Peer peer = connect(null);
    peer.say("fits");
    peer.say("x".repeat(17 * 1024));

    Guest guest = rooms.guest();
    assertEquals("fits", guest.nextSay());
    assertEquals(CloseReason.TOO_BIG.code(), peer.readCloseCode());
    assertTrue(guest.heardNothing());
  }

  @Test
  void whoDoesNotReadHoldsUpNobodyAndMissesNothingInTheEnd() throws IOException {
    Peer slow = connect(null);
    Guest slowGuest = rooms.guest();
    Peer quick = connect(null);
    Guest quickGuest = rooms.guest();
    Chain toSlow =
        slowGuest.writeAll(MORE_THAN_BUFFERS, n -> Guest.batch("number " + n + SOME_BYTES));

    for (int n = 0; n < 20; n++) {
      quickGuest.write("quick " + n);
      assertContains(quick.read(), "\"quick " + n + "\"");
    }
    assertTrue(toSlow.ended() < MORE_THAN_BUFFERS, "what nobody reads counts as written");
    for (int n = 0; n < MORE_THAN_BUFFERS; n++) {
      assertContains(slow.read(), "\"number " + n + "x");
    }
    toSlow.await();
  }

  private static void assertContains(String frame, String text) {
    assertTrue(
        frame.contains(text),
        () -> text + " is not in " + frame.substring(0, Math.min(frame.length(), 200)));
  }
}
