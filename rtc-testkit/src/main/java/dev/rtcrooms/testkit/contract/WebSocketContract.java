package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Rooms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Tests of every transport over WebSockets (RFC 6455): those of {@link TransportContract}, and more
 * with a client that breaks rules, stalls, or ends in the middle. A subclass in the implementor's
 * tests starts the transport; each test has its own server.
 */
public abstract class WebSocketContract extends FrameContract {

  /** What a transport can do beyond the protocol's rules. */
  public enum Capability {
    /** It sends a close frame also if the client's close frame comes at the same time. */
    CROSSED_CLOSE,
    /** It hears frames that a client sends before it has read the answer to its handshake. */
    EARLY_FRAMES,
    /** It reports the end of a client that has ended only the sending half of its connection. */
    HALF_CLOSE
  }

  /** For subclasses. */
  protected WebSocketContract() {}

  /**
   * Starts the transport with its own settings, on any port.
   *
   * @param rooms receives the connections
   * @return the server, ready for clients
   * @throws Exception if it does not start
   */
  @Override
  protected abstract WebSocketServer startServer(Rooms rooms) throws Exception;

  /**
   * Returns what the transport can do. Nothing else is demanded of it.
   *
   * @return by default all
   */
  protected Set<Capability> capabilities() {
    return Set.of(Capability.values());
  }

  private void needs(Capability capability) {
    assumeTrue(capabilities().contains(capability), () -> "The transport has " + capability);
  }

  @Test
  void aHandshakeThatComesByteByByteSucceeds() throws IOException {
    RawPeer peer = rawSocket();
    peer.sendSlowly(peer.handshake(target()));
    peer.readAccepted();
    peer.say("at last");

    assertEquals("at last", rooms().guest().nextSay());
  }

  @Test
  void handshakesThatStallHoldUpNobody() throws IOException {
    for (int n = 0; n < 20; n++) {
      RawPeer stalled = rawSocket();
      stalled.send(Arrays.copyOf(stalled.handshake(target()), 40));
    }
    RawPeer quick = raw();
    quick.say("quick");
    assertEquals("quick", rooms().guest().nextSay());
  }

  @Test
  void framesThatComeWithTheHandshakeAreHeard() throws IOException {
    needs(Capability.EARLY_FRAMES);
    RawPeer peer = rawSocket();
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.writeBytes(peer.handshake(target()));
    packet.writeBytes(RawPeer.frame(RawPeer.TEXT, true, RawPeer.bytes(RawPeer.command("early"))));
    peer.send(packet.toByteArray());
    peer.readAccepted();

    assertEquals("early", rooms().guest().nextSay());
  }

  @Test
  void theSubprotocolIsSelectedAmongOthers() throws IOException {
    RawPeer peer = rawSocket();
    peer.send(peer.handshake(target(), "Sec-WebSocket-Protocol: mqtt, rtc-rooms.v1, rtc-name.Ann"));

    assertTrue(
        peer.readAccepted().stream()
            .anyMatch("Sec-WebSocket-Protocol: rtc-rooms.v1"::equalsIgnoreCase));
    assertEquals("Ann", rooms().guest().handshake().name().orElse("nobody"));
  }

  @Test
  void otherSubprotocolsOnlyAreClosedWith4508() throws IOException {
    RawPeer peer = rawSocket();
    peer.send(peer.handshake(target(), "Sec-WebSocket-Protocol: mqtt"));
    peer.readAccepted();

    assertEquals(CloseReason.WRONG_PROTOCOL.code(), peer.readCloseCode());
  }

  @Test
  void theTextOfAReasonIsTold() throws IOException {
    RawPeer peer = raw();
    rooms().guest().connection().close(CloseReason.REMOVED);

    ByteBuffer close = peer.readClose();
    assertEquals(CloseReason.REMOVED.code(), close.getShort() & 0xFFFF);
    assertEquals(CloseReason.REMOVED.text(), StandardCharsets.UTF_8.decode(close).toString());
  }

  @Test
  void aCloseFrameIsAnsweredWithItsCode() throws IOException {
    RawPeer peer = raw();
    peer.leave();
    assertEquals(1000, peer.readCloseCode());
  }

  @Test
  void aCloseFrameWithoutACodeIsAGoodbye() throws IOException {
    RawPeer peer = raw();
    peer.send(RawPeer.CLOSE, true, new byte[0]);
    assertEquals(CloseReason.LEFT, rooms().guest().end());
  }

  @Test
  void theConnectionEndsAfterTheClientAnswersAClose() throws IOException {
    RawPeer peer = raw();
    rooms().guest().connection().close(CloseReason.REMOVED);
    assertEquals(CloseReason.REMOVED.code(), peer.readCloseCode());
    peer.send(RawPeer.CLOSE, true, new byte[] {4501 >> 8, (byte) (4501 & 0xFF)});
    peer.readEnd();
  }

  @Test
  void aClientThatDoesNotAnswerACloseLosesItsSocket() throws IOException {
    RawPeer pinging = raw();
    Guest pingingGuest = rooms().guest();
    RawPeer silent = raw();
    RawPeer page = rawSocket();
    page.send(page.handshake(target(), "Origin: https://evil.example"));
    rooms().guest().connection().close(CloseReason.REMOVED);
    pingingGuest.connection().close(CloseReason.REMOVED);
    assertEquals(CloseReason.REMOVED.code(), pinging.readCloseCode());

    await("it sends pings, and keeps its socket", () -> refusesAPing(pinging));
    await("it may not connect, and keeps its socket", () -> refusesAPing(page));
    silent.readEnd();
  }

  /** Sends a ping after some moments, so that the pings are no flood. */
  private boolean refusesAPing(RawPeer peer) {
    for (int moments = 0; moments < 10; moments++) {
      pass();
    }
    try {
      peer.send(RawPeer.PING, true, new byte[0]);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void whatComesAfterACloseFrameIsNotHeard() throws IOException {
    RawPeer peer = raw();
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.writeBytes(RawPeer.frame(RawPeer.CLOSE, true, new byte[] {3, (byte) 0xE8}));
    packet.writeBytes(RawPeer.frame(RawPeer.TEXT, true, RawPeer.bytes(RawPeer.command("more"))));
    peer.sendRefused(packet.toByteArray());

    Guest guest = rooms().guest();
    assertEquals(CloseReason.LEFT, guest.end());
    peer.readEnd();
    assertTrue(guest.heardNothing());
  }

  @Test
  void bothSidesMayCloseAtTheSameTime() throws IOException {
    for (int n = 0; n < 20; n++) {
      RawPeer peer = raw();
      Guest guest = rooms().guest();
      peer.leave();
      guest.connection().close(CloseReason.REMOVED);

      if (capabilities().contains(Capability.CROSSED_CLOSE)) {
        int code = peer.readCloseCode();
        assertTrue(code == 1000 || code == CloseReason.REMOVED.code(), () -> "told " + code);
      }
      peer.readEnd();
    }
  }

  @Test
  void aClientThatStopsInTheMiddleOfAFrameIsLost() throws IOException {
    RawPeer peer = raw();
    byte[] frame = RawPeer.frame(RawPeer.TEXT, true, RawPeer.bytes(RawPeer.command("half")));
    peer.send(Arrays.copyOf(frame, frame.length / 2));
    Guest guest = rooms().guest();
    peer.crash();

    assertEquals(CloseReason.LOST, guest.end());
    assertTrue(guest.heardNothing());
  }

  @Test
  void aClientThatEndsItsSendingHalfIsLost() throws IOException {
    needs(Capability.HALF_CLOSE);
    RawPeer peer = raw();
    Guest guest = rooms().guest();
    peer.halfClose();
    assertEquals(CloseReason.LOST, guest.end());
  }

  @Test
  void aResetInTheMiddleOfFragmentsIsALoss() throws IOException {
    RawPeer peer = raw();
    peer.send(RawPeer.TEXT, false, RawPeer.bytes("{\"type\":"));
    Guest guest = rooms().guest();
    peer.crash();
    assertEquals(CloseReason.LOST, guest.end());
    assertTrue(guest.heardNothing());
  }
}
