package dev.rtcrooms.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.sfu.net.MediaClient;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A publisher that sends, and a loop that has to send, more than the limits permit. */
class SfuTrafficTest {

  private static final int SSRC = 1000;
  private static final int PAYLOAD = 1000;

  private final Sfu sfu = start();
  private final List<MediaClient> sockets = new ArrayList<>();
  private int sent;

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.sfu(IceServers.none(), sfu)));

  /** 300 packets of 1,000 bytes a second in, and 12 out. */
  private static Sfu start() {
    TrafficLimits limits = TrafficLimits.DEFAULT.withBitsPerSecond(2_400_000).withEgress(100_000);
    try {
      return Sfu.builder()
          .announce(InetAddress.getLoopbackAddress())
          .limits(SfuLimits.builder().traffic(limits).build())
          .build();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    sockets.forEach(MediaClient::close);
    sfu.close();
  }

  private MediaClient publish(TestClient client) throws IOException {
    client.ask(new Publish());
    Connect connect = client.next(Connect.class);
    while (!connect.peer().equals("up")) {
      connect = client.next(Connect.class);
    }
    MediaClient socket = new MediaClient(sfu.ports().get(0));
    sockets.add(socket);
    String sdp = BrowserSdp.offer("ann1", socket.fingerprint(), SSRC);
    client.ask(new Offer("up", connect.negotiation(), sdp));
    socket.check(BrowserSdp.credentials(client.next(Answer.class).sdp()));
    return socket.secure();
  }

  private MediaClient subscribe(TestClient client) throws IOException {
    MediaClient socket = new MediaClient(sfu.ports().get(0));
    sockets.add(socket);
    rooms.advance(Duration.ofMillis(100));
    Offer offer = client.next(Offer.class);
    String answer = BrowserSdp.answer(offer.sdp(), "bob1", socket.fingerprint());
    client.ask(new Answer("down", offer.negotiation(), answer));
    socket.check(BrowserSdp.credentials(offer.sdp()));
    return socket.secure();
  }

  /** Sends a keyframe. */
  private void send(MediaClient publisher) throws IOException {
    ByteBuffer packet = ByteBuffer.allocate(12 + PAYLOAD);
    packet.put((byte) 0x80).put((byte) 96).putShort((short) ++sent).putInt(3000 * sent);
    packet.putInt(SSRC).put((byte) 0x10);
    publisher.sendRtp(packet.array(), 12, sent);
  }

  @Test
  void aPublisherThatSendsTooMuchIsCutAndOthersOfItGetNoMore() throws Exception {
    MediaClient up = publish(rooms.join("lobby", "ann"));
    while (sfu.stats().drops().get("bit-rate") == 0) {
      for (int i = 0; i < 200; i++) {
        send(up);
      }
    }
    assertThat(sfu.stats().counts().get("video-in")).isPositive();
  }

  @Test
  void anOverloadedLoopTakesNoNewMediaUntilItIsOver() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann);
    MediaClient down = subscribe(bob);
    while (sfu.stats().overloadedLoops() == 0) {
      send(up);
      down.receive(5);
    }
    assertThat(sfu.stats().drops().get("egress")).isPositive();
    TestClient cid = rooms.join("lobby", "cid");
    assertThat(cid.refusal(new Publish()).code()).isEqualTo(Refusal.MEDIA_OVERLOADED);
    rooms.advance(Duration.ofSeconds(1));
    assertThat(cid.heard(Offer.class)).isEmpty();
    while (sfu.stats().overloadedLoops() > 0) {
      down.receive(5);
    }
    rooms.advance(Duration.ofSeconds(2));
    assertThat(cid.heard(Offer.class)).hasSize(1);
    cid.ask(new Publish());
  }
}
