package dev.rtcrooms.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.sfu.net.MediaClient;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.spi.RoomListener;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an SFU must know and nobody else: it is in no log at the level TRACE, nor elsewhere. */
class SfuSecretsTest {

  private static final String CLIENT_UFRAG = "canaryUfrag";
  private static final String CLIENT_PASSWORD = "qVb0Zk7TtJ3yWm9RcLd5XsHu"; // of BrowserSdp
  private static final String ADDRESS = "203.0.113.199";

  /** Kept, because an unreferenced logger forgets its level. */
  private final Logger library = Logger.getLogger("dev.rtcrooms");

  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final List<String> refusals = new ArrayList<>();
  private final List<String> secrets =
      new ArrayList<>(
          List.of(CLIENT_UFRAG, CLIENT_PASSWORD, ADDRESS, "a=ice-ufrag:", "a=fingerprint:"));
  private final Handler handler = new Keeper();

  private final class Keeper extends Handler {
    @Override
    public void publish(LogRecord line) {
      StringWriter text = new StringWriter();
      text.append(line.getMessage());
      if (line.getParameters() != null) {
        text.append(MessageFormat.format(" {0}", Arrays.toString(line.getParameters())));
      }
      if (line.getThrown() != null) {
        line.getThrown().printStackTrace(new PrintWriter(text, true));
      }
      logged.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    handler.setLevel(Level.ALL);
    library.setLevel(Level.ALL);
    library.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    library.removeHandler(handler);
    library.setLevel(null);
  }

  @Test
  void theyComeOutNowhere() throws Exception {
    RoomListener listener =
        new RoomListener() {
          @Override
          public void left(Client client, CloseReason reason) {
            told.add(client + " " + reason);
          }
        };
    try (Sfu sfu = Sfu.builder().announce(InetAddress.getLoopbackAddress()).build();
        TestRooms rooms =
            TestRooms.with(
                RtcRooms.builder()
                    .secret("a secret of the test's own")
                    .listener(listener)
                    .feature(Streams.sfu(IceServers.none(), sfu)));
        MediaClient up = new MediaClient(sfu.ports().get(0));
        MediaClient down = new MediaClient(sfu.ports().get(0))) {
      TestClient ann = rooms.join("lobby", "ann");
      TestClient bob = rooms.watch("lobby", "bob");
      secrets.add(TestRooms.id("lobby").toString());
      publish(ann, up);
      subscribe(rooms, bob, down);
      hostile(up);
      told.add(sfu.stats() + " " + sfu.stats(rooms.room("lobby")) + " " + rooms.rooms().stats());
      rooms.room("lobby").close(CloseReason.ROOM_CLOSED);
      rooms.settle();
    }

    assertThat(logged).isNotEmpty();
    assertThat(refusals).hasSize(3);
    for (String secret : secrets) {
      assertThat(logged).as("logs").noneMatch(line -> line.contains(secret));
      assertThat(told).as("figures and the listener").noneMatch(line -> line.contains(secret));
      assertThat(refusals).as("refusals").noneMatch(line -> line.contains(secret));
    }
  }

  private void publish(TestClient client, MediaClient socket) throws Exception {
    client.ask(new Publish());
    long negotiation = 0;
    String offer = BrowserSdp.offer(CLIENT_UFRAG, socket.fingerprint(), 1000);
    for (String bad :
        List.of(
            offer.replace("a=rtcp-mux\r\n", ""),
            offer.replace("sha-256 ", "sha-256 0"),
            CLIENT_PASSWORD + offer)) {
      negotiation = newest(client, negotiation);
      refusals.add(client.refusal(new Offer("up", negotiation, bad)).toString());
    }
    negotiation = newest(client, negotiation);
    client.ask(new Offer("up", negotiation, offer));
    check(client.next(Answer.class).sdp(), socket);
    String candidate = "candidate:1 1 udp 1 " + ADDRESS + " 9 typ host";
    client.send(
        new Candidate("up", negotiation, new Candidate.Init(candidate, "0", 0, CLIENT_UFRAG)));
    socket.secure();
  }

  /** The number of the connection, which begins anew when the SFU does not take an offer. */
  private static long newest(TestClient client, long before) {
    return client.drain(Connect.class).stream()
        .mapToLong(Connect::negotiation)
        .reduce(before, Math::max);
  }

  private void subscribe(TestRooms rooms, TestClient client, MediaClient socket) throws Exception {
    rooms.advance(Duration.ofMillis(100));
    Offer offer = client.next(Offer.class);
    String answer = BrowserSdp.answer(offer.sdp(), CLIENT_UFRAG, socket.fingerprint());
    client.ask(new Answer("down", offer.negotiation(), answer));
    check(offer.sdp(), socket);
    socket.secure();
  }

  /** Keeps what the SFU has chosen, and connects with it. */
  private void check(String sdp, MediaClient socket) throws Exception {
    IceCredentials credentials = BrowserSdp.credentials(sdp);
    secrets.add(credentials.ufrag());
    secrets.add(credentials.password());
    socket.check(credentials);
  }

  /** Broken packets of each kind, on a connection that is open. */
  private static void hostile(MediaClient socket) throws Exception {
    for (int first : new int[] {0, 1, 20, 22, 63, 128, 200, 255}) {
      for (int length : new int[] {1, 2, 13, 20, 100, 1400}) {
        byte[] datagram = new byte[length];
        datagram[0] = (byte) first;
        socket.send(datagram);
      }
    }
    socket.sayGoodbye();
  }
}
