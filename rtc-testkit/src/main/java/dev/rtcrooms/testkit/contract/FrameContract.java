package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Rooms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests of frames that only a client without manners sends. */
abstract class FrameContract extends TransportContract {

  private final List<RawPeer> peers = new ArrayList<>();
  private @Nullable WebSocketServer webSockets;

  /** Starts the transport. */
  protected abstract WebSocketServer startServer(Rooms rooms) throws Exception;

  /** Starts the transport, and connects clients that can break rules. */
  @Override
  protected final TransportServer start(Rooms rooms) throws Exception {
    WebSocketServer started = startServer(rooms);
    webSockets = started;
    return new TransportServer() {
      @Override
      public TransportPeer connect(String room, @Nullable String origin) throws IOException {
        RawPeer peer = rawSocket();
        String target = started.target(room);
        peer.send(
            origin == null ? peer.handshake(target) : peer.handshake(target, "Origin: " + origin));
        peer.readAccepted();
        return peer;
      }

      @Override
      public void close() {
        try {
          for (RawPeer peer : peers) {
            peer.crash();
          }
        } catch (IOException e) {
          throw new AssertionError(e);
        }
        started.close();
      }
    };
  }

  /** Connects, and sends nothing yet. */
  final RawPeer rawSocket() throws IOException {
    RawPeer peer = new RawPeer(started(webSockets).port(), patienceSeconds());
    peers.add(peer);
    return peer;
  }

  final String target() {
    return started(webSockets).target(ROOM);
  }

  final RawPeer raw() throws IOException {
    return (RawPeer) connect(null);
  }

  private static byte[] command(String text) {
    return RawPeer.bytes(RawPeer.command(text));
  }

  /** The client is closed with this code, and another one is served. */
  private void closedWith(int code, RawPeer peer) throws IOException {
    assertEquals(code, peer.readCloseCode());
    Guest guest = rooms().guest();
    assertTrue(guest.heardNothing());
    guest.end();
    TransportPeer next = connect(null);
    rooms().guest().write("next");
    assertContains(next.read(), "next");
  }

  @Test
  void fragmentsAreOneFrame() throws IOException {
    RawPeer peer = raw();
    byte[] payload = command("a€🎉b");
    for (int at = 0; at < payload.length; at++) { // inside characters too
      peer.send(
          at == 0 ? RawPeer.TEXT : RawPeer.CONTINUATION,
          at == payload.length - 1,
          Arrays.copyOfRange(payload, at, at + 1));
    }
    peer.say("next");

    Guest guest = rooms().guest();
    assertEquals("a€🎉b", guest.nextSay());
    assertEquals("next", guest.nextSay());
  }

  @Test
  void emptyFragmentsAreNothing() throws IOException {
    RawPeer peer = raw();
    peer.send(RawPeer.TEXT, false, new byte[0]);
    peer.send(RawPeer.CONTINUATION, false, command("whole"));
    peer.send(RawPeer.CONTINUATION, false, new byte[0]);
    peer.send(RawPeer.CONTINUATION, true, new byte[0]);

    assertEquals("whole", rooms().guest().nextSay());
  }

  @Test
  void fragmentsOfTwoClientsDoNotMix() throws IOException {
    RawPeer ann = raw();
    Guest annGuest = rooms().guest();
    RawPeer bob = raw();
    Guest bobGuest = rooms().guest();
    byte[] anns = command("of Ann");
    byte[] bobs = command("of Bob");
    ann.send(RawPeer.TEXT, false, Arrays.copyOf(anns, 10));
    awaitPong(ann);
    bob.send(RawPeer.TEXT, false, Arrays.copyOf(bobs, 20));
    awaitPong(bob);
    ann.send(RawPeer.CONTINUATION, true, Arrays.copyOfRange(anns, 10, anns.length));
    bob.send(RawPeer.CONTINUATION, true, Arrays.copyOfRange(bobs, 20, bobs.length));

    assertEquals("of Ann", annGuest.nextSay());
    assertEquals("of Bob", bobGuest.nextSay());
  }

  /** Waits until the server has read what the client has sent. */
  private static void awaitPong(RawPeer peer) throws IOException {
    peer.send(RawPeer.PING, true, new byte[0]);
    peer.read(RawPeer.PONG);
  }

  @Test
  void aPingIsAnsweredWithItsPayload() throws IOException {
    RawPeer peer = raw();
    peer.send(RawPeer.PING, true, RawPeer.bytes("are you there?"));
    assertArrayEquals(RawPeer.bytes("are you there?"), peer.read(RawPeer.PONG));
  }

  @Test
  void aPingBetweenFragmentsIsAnsweredAndHarmsNothing() throws IOException {
    RawPeer peer = raw();
    byte[] payload = command("in two parts");
    peer.send(RawPeer.TEXT, false, Arrays.copyOf(payload, 10));
    peer.send(RawPeer.PING, true, new byte[] {7});
    assertArrayEquals(new byte[] {7}, peer.read(RawPeer.PONG));
    peer.send(RawPeer.CONTINUATION, true, Arrays.copyOfRange(payload, 10, payload.length));

    assertEquals("in two parts", rooms().guest().nextSay());
  }

  @Test
  void aPongThatNobodyAskedForIsIgnored() throws IOException {
    RawPeer peer = raw();
    peer.send(RawPeer.PONG, true, RawPeer.bytes("unasked"));
    peer.say("next");
    assertEquals("next", rooms().guest().nextSay());
  }

  @Test
  void manyPingsAreAnswered() throws IOException {
    RawPeer peer = raw();
    for (int n = 0; n < 100; n++) {
      peer.send(RawPeer.PING, true, new byte[] {(byte) n});
      assertArrayEquals(new byte[] {(byte) n}, peer.read(RawPeer.PONG));
    }
    peer.say("next");
    assertEquals("next", rooms().guest().nextSay());
  }

  /** The one who floods may be disconnected. */
  @Test
  void aFloodOfPingsHoldsUpNobody() throws IOException {
    RawPeer flooder = raw();
    rooms().guest();
    RawPeer other = raw();
    Guest otherGuest = rooms().guest();
    for (int n = 0; n < 2_000; n++) {
      flooder.sendRefused(RawPeer.frame(RawPeer.PING, true, new byte[] {1}));
    }
    other.say("quick");
    assertEquals("quick", otherGuest.nextSay());
    otherGuest.write("answer");
    assertContains(other.read(), "answer");
  }

  @Test
  void framesOfOnePacketAreHeardInOrder() throws IOException {
    RawPeer peer = raw();
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    for (int n = 0; n < 20; n++) {
      packet.writeBytes(RawPeer.frame(RawPeer.TEXT, true, command("number " + n)));
    }
    peer.send(packet.toByteArray());

    Guest guest = rooms().guest();
    for (int n = 0; n < 20; n++) {
      assertEquals("number " + n, guest.nextSay());
    }
    assertEquals(1, guest.lastFrameMessages());
  }

  @Test
  void theMessagesOfAFrameAreGivenAtOnce() throws IOException {
    RawPeer peer = raw();
    String frame = RawPeer.command("one") + "\n" + RawPeer.command("two");
    peer.send(RawPeer.TEXT, true, RawPeer.bytes(frame));

    Guest guest = rooms().guest();
    assertEquals("one", guest.nextSay());
    assertEquals("two", guest.nextSay());
    assertEquals(2, guest.lastFrameMessages());
    assertEquals(frame.length(), guest.lastFrameBytes());
  }

  @Test
  void aFrameThatComesByteByByteIsHeard() throws IOException {
    RawPeer peer = raw();
    peer.sendSlowly(RawPeer.frame(RawPeer.TEXT, true, command("slow")));
    assertEquals("slow", rooms().guest().nextSay());
  }

  @Test
  void aBinaryFrameIsClosedWith1003() throws IOException {
    RawPeer peer = raw();
    peer.send(RawPeer.BINARY, true, new byte[] {1, 2, 3});
    closedWith(1003, peer);
  }

  @Test
  void whatIsNotUtf8IsClosedWith1007() throws IOException {
    RawPeer peer = raw();
    peer.send(RawPeer.TEXT, true, new byte[] {'"', (byte) 0xC3, '"'});
    closedWith(1007, peer);
  }

  @Test
  void anUnknownOpcodeIsClosedWith1002() throws IOException {
    RawPeer peer = raw();
    peer.send(3, true, new byte[] {1});
    closedWith(1002, peer);
  }

  @Test
  void aContinuationOfNothingIsClosedWith1002() throws IOException {
    RawPeer peer = raw();
    peer.send(RawPeer.CONTINUATION, true, command("of nothing"));
    closedWith(1002, peer);
  }

  @Test
  void aTextInsideATextIsClosedWith1002() throws IOException {
    RawPeer peer = raw();
    peer.send(RawPeer.TEXT, false, new byte[] {'{'});
    peer.send(RawPeer.TEXT, true, command("inside"));
    closedWith(1002, peer);
  }

  @Test
  void aPingInFragmentsIsClosedWith1002() throws IOException {
    RawPeer peer = raw();
    peer.send(RawPeer.PING, false, new byte[] {1});
    closedWith(1002, peer);
  }

  @Test
  void fragmentsOverTheLimitAreClosedWith1009() throws IOException {
    RawPeer peer = raw();
    byte[] part = RawPeer.bytes("x".repeat(10_000));
    peer.sendRefused(RawPeer.frame(RawPeer.TEXT, false, part));
    for (int bytes = part.length; bytes <= FRAME_BYTES; bytes += part.length) {
      peer.sendRefused(RawPeer.frame(RawPeer.CONTINUATION, false, part));
    }
    closedWith(CloseReason.TOO_BIG.code(), peer);
  }

  @Test
  void tooManyMessagesInAFrameAreClosedWith1009() throws IOException {
    RawPeer peer = raw();
    peer.send(RawPeer.TEXT, true, RawPeer.bytes((RawPeer.command("x") + "\n").repeat(17)));
    closedWith(CloseReason.TOO_BIG.code(), peer);
  }
}
