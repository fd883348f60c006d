package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Lane;
import dev.rtcrooms.transport.Outgoing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests of what a transport delivers in both directions. */
abstract class DeliveryContract extends TransportFixture {

  static final String SOME_BYTES = "x".repeat(60_000);

  /** Together more than the buffers of any system. */
  static final int MORE_THAN_BUFFERS = 500;

  @Test
  void aConnectionIsGivenToTheRoomsWithItsDoorAndKey() throws IOException {
    connect(null);

    Guest guest = rooms().guest();
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
    assertNull(rooms().guestSoFar());
  }

  @Test
  void whatIsWrittenArrivesOnceAndInOrder() throws IOException {
    TransportPeer peer = connect(null);
    Chain chain = rooms().guest().writeAll(300, n -> Guest.batch("number " + n));

    for (int n = 0; n < 300; n++) {
      assertContains(peer.read(), "\"number " + n + "\"");
    }
    chain.await();
  }

  @Test
  void aBatchIsOneFrame() throws IOException {
    TransportPeer peer = connect(null);
    Guest guest = rooms().guest();
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
    TransportPeer peer = connect(null);
    for (int n = 0; n < 300; n++) {
      peer.say("number " + n);
    }

    Guest guest = rooms().guest();
    for (int n = 0; n < 300; n++) {
      assertEquals("number " + n, guest.nextSay());
    }
    assertFalse(guest.overlapped());
    assertTrue(guest.heardNothing());
  }

  @Test
  void sizesAndLanesDoNotChange() throws IOException {
    connect(null);
    Connection connection = rooms().guest().connection();
    Outgoing message = Guest.said("ä".repeat(100));

    assertTrue(connection.sizing().size(message) >= 200);
    assertEquals(connection.sizing().size(message), connection.sizing().size(message));
    assertSame(connection.sizing(), connection.sizing());
    assertSame(connection.lane(), connection.lane());
  }

  @Test
  void theSizeOfAFrameIsReportedInBytes() throws IOException {
    TransportPeer peer = connect(null);
    String text = "\u00e4".repeat(1_000);
    peer.say(text);

    Guest guest = rooms().guest();
    assertEquals(text, guest.nextSay());
    int bytes = guest.lastFrameBytes();
    assertTrue(bytes >= 2_000 && bytes < 2_200, () -> bytes + " bytes");
  }

  @Test
  void whatIsTooBigIsNotHeardAndEndsTheConnection() throws IOException {
    TransportPeer peer = connect(null);
    peer.say("fits");
    peer.say("x".repeat(17 * 1024));

    Guest guest = rooms().guest();
    assertEquals("fits", guest.nextSay());
    assertEquals(CloseReason.TOO_BIG.code(), peer.readCloseCode());
    assertTrue(guest.heardNothing());
  }

  @Test
  void whoDoesNotReadHoldsUpNobodyAndMissesNothingInTheEnd() throws IOException {
    TransportPeer slow = connect(null);
    Guest slowGuest = rooms().guest();
    TransportPeer quick = connect(null);
    Guest quickGuest = rooms().guest();
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

  @Test
  void framesOfEverySizeArriveWhole() throws IOException {
    TransportPeer peer = connect(null);
    Guest guest = rooms().guest();
    for (int size : new int[] {1, 100, 126, 1_000, 65_400, 65_535, 65_536, 200_000, 2_000_000}) {
      Chain chain = guest.writeAll(1, n -> Guest.batch("<" + "x".repeat(size) + ">"));
      assertContains(peer.read(), "<" + "x".repeat(size) + ">");
      chain.await();
    }
  }

  @Test
  void messagesOfEverySizeAreHeardWhole() throws IOException {
    TransportPeer peer = connect(null);
    Guest guest = rooms().guest();
    for (int size : new int[] {1, 64, 65, 66, 100, 126, 127, 4_096, MESSAGE_BYTES - 200}) {
      peer.say("x".repeat(size));
      assertEquals("x".repeat(size), guest.nextSay());
    }
  }

  @Test
  void charactersArriveUnchangedInBothDirections() throws IOException {
    String text = "aä€🎉\u2028" + "漢".repeat(30_000);
    TransportPeer peer = connect(null);
    Guest guest = rooms().guest();
    Chain chain = guest.writeAll(1, n -> Guest.batch(text));
    assertContains(peer.read(), text);
    chain.await();

    peer.say(text.substring(0, 1_000));
    assertEquals(text.substring(0, 1_000), guest.nextSay());
  }

  @Test
  void eachOfManyHearsItsOwn() throws IOException {
    List<TransportPeer> peers = new ArrayList<>();
    List<Guest> guests = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      peers.add(connect(null));
      guests.add(rooms().guest());
    }
    for (int n = 0; n < 20; n++) {
      guests.get(n).write("for " + n + ".");
      peers.get(n).say("from " + n);
    }
    for (int n = 0; n < 20; n++) {
      assertContains(peers.get(n).read(), "\"for " + n + ".\"");
      assertEquals("from " + n, guests.get(n).nextSay());
      assertTrue(guests.get(n).heardNothing());
    }
  }

  @Test
  void bothDirectionsFlowAtTheSameTime() throws IOException {
    TransportPeer peer = connect(null);
    Guest guest = rooms().guest();
    Chain chain = guest.writeAll(200, n -> Guest.batch("number " + n + "."));
    for (int n = 0; n < 200; n++) {
      peer.say("number " + n);
      assertContains(peer.read(), "\"number " + n + ".\"");
    }
    for (int n = 0; n < 200; n++) {
      assertEquals("number " + n, guest.nextSay());
    }
    chain.await();
  }

  @Test
  void aSharedBatchArrivesAtEachClient() throws IOException {
    TransportPeer first = connect(null);
    Guest firstGuest = rooms().guest();
    TransportPeer second = connect(null);
    Guest secondGuest = rooms().guest();
    var batch = Guest.batch("for both", "and more");
    firstGuest.writeAll(2, n -> batch).await();
    secondGuest.writeAll(1, n -> batch).await();

    assertContains(first.read(), "\"for both\"");
    assertContains(first.read(), "\"and more\"");
    assertContains(second.read(), "\"and more\"");
  }

  /** The lane that needs no thread runs each task inside {@code execute}, one thread at a time. */
  @Test
  void aLaneRunsItsTasksInOrderAndOneAtATime() throws IOException {
    connect(null);
    Lane lane = rooms().guest().connection().lane();
    assumeTrue(lane != Lane.MAILBOX, "The lane has threads of its own");
    AtomicInteger running = new AtomicInteger();
    List<Integer> ran = new ArrayList<>();
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    for (int n = 0; n < 1_000; n++) {
      int number = n;
      lane.execute(
          () -> {
            boolean alone = running.incrementAndGet() == 1;
            ran.add(number);
            running.decrementAndGet();
            if (!alone || number == 999) {
              end.complete(alone);
            }
          });
    }
    assertTrue(end.orTimeout(patienceSeconds(), TimeUnit.SECONDS).join(), "two tasks at once");
    for (int n = 0; n < 1_000; n++) {
      assertEquals(n, ran.get(n));
    }
  }
}
