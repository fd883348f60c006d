package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Rooms;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tests of every transport for browsers. A subclass in the implementor's tests starts the transport
 * and connects clients; each test has its own server. Transports over WebSockets extend {@link
 * WebSocketContract}, which has a client and more tests.
 */
public abstract class TransportContract extends DeliveryContract {

  /** For subclasses. */
  protected TransportContract() {}

  /**
   * Starts the transport with its own settings, on any port.
   *
   * @param rooms receives the connections
   * @return the server, ready for clients
   * @throws Exception if it does not start
   */
  @Override
  protected abstract TransportServer start(Rooms rooms) throws Exception;

  @Test
  void whoIsClosedIsToldWhyAfterWhatWasWritten() throws IOException {
    TransportPeer peer = connect(null);
    Guest guest = rooms().guest();
    guest.write("the last word");
    guest.connection().close(CloseReason.REMOVED);
    guest.connection().close(CloseReason.ROOM_CLOSED);

    assertContains(peer.read(), "the last word");
    assertEquals(CloseReason.REMOVED.code(), peer.readCloseCode());
  }

  @Test
  void whoSaysGoodbyeHasLeft() throws IOException {
    connect(null).leave();
    assertEquals(CloseReason.LEFT, rooms().guest().end());
  }

  @Test
  void whoIsGoneWithoutAWordIsLost() throws IOException {
    TransportPeer peer = connect(null);
    Guest guest = rooms().guest();
    peer.crash();
    assertEquals(CloseReason.LOST, guest.end());
  }

  @Test
  void eachReasonHasItsCode() throws IOException {
    for (CloseReason reason :
        List.of(
            CloseReason.TOO_SLOW,
            CloseReason.GRANTS_EXPIRED,
            CloseReason.ROOM_CLOSED,
            CloseReason.REPLACED)) {
      TransportPeer peer = connect(null);
      rooms().guest().connection().close(reason);
      assertEquals(reason.code(), peer.readCloseCode());
    }
  }

  @Test
  void whatWasSentBeforeAGoodbyeIsHeardBeforeTheEnd() throws IOException {
    TransportPeer peer = connect(null);
    for (int n = 0; n < 50; n++) {
      peer.say("number " + n);
    }
    peer.leave();

    Guest guest = rooms().guest();
    assertEquals(CloseReason.LEFT, guest.end());
    assertEquals(50, guest.heardBeforeTheEnd());
  }

  @Test
  void theEndOfOneIsNotTheEndOfAnother() throws IOException {
    TransportPeer lost = connect(null);
    Guest lostGuest = rooms().guest();
    TransportPeer other = connect(null);
    Guest otherGuest = rooms().guest();
    lost.crash();
    assertEquals(CloseReason.LOST, lostGuest.end());

    otherGuest.write("still here");
    assertContains(other.read(), "still here");
    other.say("me too");
    assertEquals("me too", otherGuest.nextSay());
  }

  @Test
  void aWriteAfterACrashEnds() throws IOException {
    TransportPeer peer = connect(null);
    Guest guest = rooms().guest();
    peer.crash();
    guest.end();

    guest.writeAll(1, n -> Guest.batch("too late")).awaitAnyEnd();
  }

  @Test
  void aWriteThatACrashInterruptsEnds() throws IOException {
    TransportPeer peer = connect(null);
    Guest guest = rooms().guest();
    Chain chain = guest.writeAll(MORE_THAN_BUFFERS, n -> Guest.batch(SOME_BYTES));
    peer.crash();

    assertEquals(CloseReason.LOST, guest.end());
    chain.awaitAnyEnd();
  }

  @Test
  void aWriteAfterACloseEndsAndDoesNotArrive() throws IOException {
    TransportPeer peer = connect(null);
    Guest guest = rooms().guest();
    guest.connection().close(CloseReason.REMOVED);
    guest.writeAll(1, n -> Guest.batch("too late")).awaitAnyEnd();

    assertEquals(CloseReason.REMOVED.code(), peer.readCloseCode());
    answer(peer);
    assertThrows(IOException.class, peer::read);
  }

  @Test
  void aCloseEndsTheWriteToAClientThatDoesNotRead() throws IOException {
    connect(null);
    Guest guest = rooms().guest();
    Chain chain = guest.writeAll(MORE_THAN_BUFFERS, n -> Guest.batch(SOME_BYTES));
    assertTrue(chain.ended() < MORE_THAN_BUFFERS, "what nobody reads counts as written");
    guest.connection().close(CloseReason.TOO_SLOW);

    chain.awaitAnyEnd();
  }

  @Test
  void ofTwoClosesAtTheSameTimeOneIsTold() throws Exception {
    for (int n = 0; n < 5; n++) {
      TransportPeer peer = connect(null);
      Guest guest = rooms().guest();
      Thread other = new Thread(() -> guest.connection().close(CloseReason.REMOVED));
      other.start();
      guest.connection().close(CloseReason.ROOM_CLOSED);
      other.join();

      int code = peer.readCloseCode();
      assertTrue(
          code == CloseReason.REMOVED.code() || code == CloseReason.ROOM_CLOSED.code(),
          () -> "told " + code);
      answer(peer);
      assertThrows(IOException.class, peer::readCloseCode);
    }
  }

  @Test
  void aCloseAfterTheEndDoesNothing() throws IOException {
    TransportPeer peer = connect(null);
    Guest guest = rooms().guest();
    peer.crash();
    guest.end();
    guest.connection().close(CloseReason.REMOVED);
    guest.connection().close(CloseReason.LOST);

    assertContains(greeted(), "hello");
  }

  @Test
  void clientsThatComeAndGoLeaveRoomForOthers() throws IOException {
    for (int n = 0; n < 40; n++) {
      TransportPeer peer = connect(null);
      Guest guest = rooms().guest();
      if (n % 2 == 0) {
        peer.crash();
      } else {
        peer.leave();
      }
      guest.end();
    }
    assertContains(greeted(), "hello");
  }

  /** Answers a close frame, so that the connection ends at once. */
  private static void answer(TransportPeer peer) {
    try {
      peer.leave();
    } catch (IOException e) {
      // ended already
    }
  }

  private String greeted() throws IOException {
    TransportPeer next = connect(null);
    rooms().guest().write("hello");
    return next.read();
  }
}
