package dev.rtcrooms.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Show;
import dev.rtcrooms.sfu.net.MediaClient;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.Vp8;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A camera that is published in layers, over real sockets. */
class SimulcastTest {

  private static final int HEADER = 12 + 4 + 8;

  private final LoopbackSfu loopback = new LoopbackSfu();
  private final Map<String, Integer> sent = new HashMap<>();
  private Offer offer;

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.sfu(IceServers.none(), loopback.sfu())));

  @AfterEach
  void close() {
    loopback.close();
  }

  private MediaClient publish(TestClient client) throws IOException {
    client.ask(new Publish());
    Connect connect = client.next(Connect.class);
    while (!connect.peer().equals("up")) {
      connect = client.next(Connect.class);
    }
    assertThat(connect.layers()).isEqualTo(3);
    MediaClient socket = loopback.socket();
    String offer = BrowserSdp.simulcast("ann1", socket.fingerprint());
    client.ask(new Offer("up", connect.negotiation(), offer));
    String answer = client.next(Answer.class).sdp();
    assertThat(answer)
        .contains("a=rid:q recv", "a=rid:h recv", "a=rid:f recv", "a=simulcast:recv q;h;f")
        .contains("sdes:rtp-stream-id", "sdes:repaired-rtp-stream-id");
    socket.check(BrowserSdp.credentials(answer));
    return socket.secure();
  }

  private MediaClient subscribe(TestClient client) throws IOException {
    rooms.advance(Duration.ofMillis(100));
    offer = client.next(Offer.class);
    MediaClient socket = loopback.socket();
    String answer = BrowserSdp.answer(offer.sdp(), "bob1", socket.fingerprint());
    client.ask(new Answer("down", offer.negotiation(), answer));
    socket.check(BrowserSdp.credentials(offer.sdp()));
    return socket.secure();
  }

  /** Sends one picture of a layer, which is as high as its number says. */
  private void send(MediaClient publisher, String rid, int height, boolean keyframe)
      throws IOException {
    int number = sent.merge(rid, 1, Integer::sum);
    int ssrc = 5_000 + height;
    ByteBuffer packet = ByteBuffer.allocate(100);
    packet.put((byte) 0x90).put((byte) 0xE0).putShort((short) (height + number));
    packet.putInt(height * 1_000_000 + 3_000 * number).putInt(ssrc).putInt(0xBEDE0002);
    packet.put((byte) 0x40).put((byte) '0').put((byte) 0xA0);
    packet.put(rid.getBytes(StandardCharsets.US_ASCII)).putInt(0);
    packet.put((byte) 0x90).put((byte) 0xE0).putShort((short) (0x8000 | (height + number)));
    packet.put((byte) (height + number)).put((byte) 0);
    packet.put((byte) (keyframe ? 0 : 1)).putShort((short) 0);
    packet.put(new byte[] {(byte) 0x9D, 1, 0x2A});
    packet.put((byte) height).put((byte) (height >> 8)).put((byte) height);
    packet.put((byte) (height >> 8)).putInt(height);
    byte[] bytes = new byte[packet.position()];
    packet.flip().get(bytes);
    publisher.sendRtp(bytes, HEADER, height + number);
  }

  /** Sends all of some layers until a picture of one of them arrives. */
  private RtpPacket until(MediaClient publisher, MediaClient receiver, int wanted, int... layers)
      throws IOException {
    for (int i = 0; i < 2_000; i++) {
      for (int height : layers) {
        send(publisher, height == 180 ? "q" : height == 360 ? "h" : "f", height, i % 10 == 0);
      }
      byte[] bytes = receiver.receiveMedia(20);
      RtpPacket packet = bytes == null ? null : rtp(bytes);
      if (packet != null && height(packet) == wanted) {
        return packet;
      }
    }
    throw new AssertionError("No picture of " + wanted + " lines comes");
  }

  private static RtpPacket rtp(byte[] bytes) {
    RtpPacket packet = new RtpPacket();
    boolean control = (bytes[1] & 0xFF) >= 192 && (bytes[1] & 0xFF) <= 223;
    return !control && packet.read(bytes, 0, bytes.length) ? packet : null;
  }

  private static int height(RtpPacket packet) {
    return Vp8.height(packet.bytes(), packet.payload(), packet.payloadLength());
  }

  private static int picture(RtpPacket packet) {
    return Vp8.pictureId(packet.bytes(), packet.payload());
  }

  @Test
  void theLargestLayerThatIsSentIsForwarded() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann);
    MediaClient down = subscribe(bob);
    RtpPacket large = until(up, down, 720, 180, 360, 720);
    RtpPacket medium = until(up, down, 360, 180, 360);
    RtpPacket again = until(up, down, 720, 180, 360, 720);
    assertThat(medium.ssrc()).isEqualTo(large.ssrc());
    assertThat(again.ssrc()).isEqualTo(large.ssrc());
  }

  @Test
  void nothingIsMissingWhereOneLayerFollowsAnother() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann);
    MediaClient down = subscribe(bob);
    RtpPacket last = until(up, down, 720, 180, 360, 720);
    int number = last.sequence();
    int picture = picture(last);
    long timestamp = last.timestamp();
    int height = 720;
    for (int i = 0; i < 2_000 && height == 720; i++) {
      send(up, "h", 360, i % 10 == 0);
      for (byte[] bytes = down.receiveMedia(20); bytes != null; bytes = down.receiveMedia(1)) {
        RtpPacket packet = rtp(bytes);
        if (packet == null) {
          continue;
        }
        assertThat(packet.sequence()).isEqualTo(++number);
        assertThat(picture(packet)).isEqualTo(++picture);
        assertThat(packet.timestamp()).isGreaterThan(timestamp);
        timestamp = packet.timestamp();
        height = height(packet);
      }
    }
    assertThat(height).isEqualTo(360);
  }

  private void show(TestClient client, int width, int height) {
    String stream = BrowserSdp.parse(offer.sdp()).media().get(0).rtp().msids().get(0).stream();
    Show.Video video = new Show.Video(stream, width, height, false);
    client.ask(new Show("down", offer.negotiation(), List.of(video)));
  }

  @Test
  void aReceiverGetsNoLargerLayerThanItShows() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient up = publish(ann);
    MediaClient down = subscribe(bob);
    until(up, down, 720, 180, 360, 720);
    show(bob, 200, 200);
    until(up, down, 180, 180, 360, 720);
    show(bob, 400, 400);
    until(up, down, 360, 180, 360, 720);
    show(bob, 0, 0);
    int silent = 0;
    for (int i = 0; i < 2_000 && silent < 20; i++) {
      send(up, "h", 360, i % 10 == 0);
      byte[] bytes = down.receiveMedia(20);
      silent = bytes != null && rtp(bytes) != null ? 0 : silent + 1;
    }
    assertThat(silent).isEqualTo(20);
    show(bob, 4_000, 4_000);
    until(up, down, 720, 180, 360, 720);
  }
}
