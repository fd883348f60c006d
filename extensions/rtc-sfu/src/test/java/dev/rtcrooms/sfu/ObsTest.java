package dev.rtcrooms.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Show;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sfu.net.MediaClient;
import dev.rtcrooms.sfu.rtcp.RtcpHandler;
import dev.rtcrooms.sfu.rtcp.RtcpReader;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What OBS asks for and sends when it publishes, as its source says (plugins/obs-webrtc,
 * libdatachannel): it sends no {@code PATCH}, follows no query, demands all of its layers, ignores
 * requests for keyframes, and sends lost packets again as they were.
 */
class ObsTest {

  private static final String LOBBY = "/whip/" + TestRooms.id("lobby");
  private static final int SOURCE = 1203477102;
  private static final int HEADER = 12 + 4 + 4;
  private static final int FRAME = 3000;
  private static final int[] HEIGHTS = {720, 360, 180};
  private static final int MOMENT_MS = 20;

  /** So many pictures are enough for anything. */
  private static final int MOST = 3_000;

  private final LoopbackSfu loopback = new LoopbackSfu();
  private HttpClients http;
  private Offer offer;

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.sfu(IceServers.none(), loopback.sfu())));

  @BeforeEach
  void route() {
    WhipRoutes whip = WhipRoutes.of(rooms.rooms(), loopback.sfu());
    http = new HttpClients(rooms, RoomRoutes.of(rooms.rooms(), options -> options.add(whip)));
  }

  @AfterEach
  void close() {
    loopback.close();
  }

  private MediaClient publish(int layers) throws IOException {
    MediaClient socket = loopback.socket();
    RoomResponse created = http.post(LOBBY, EncoderSdp.obs(socket.fingerprint(), layers));
    assertThat(created.status()).isEqualTo(201);
    socket.check(BrowserSdp.credentials(HttpClients.body(created)));
    return socket.secure();
  }

  /** A receiver that plays H264 as OBS sends it. */
  private MediaClient subscribe(TestClient client) throws IOException {
    MediaClient socket = loopback.socket();
    rooms.advance(Duration.ofMillis(100));
    offer = client.next(Offer.class);
    String answer =
        BrowserSdp.answer(offer.sdp(), "bob1", socket.fingerprint())
            .replace(
                "a=rtpmap:102 x/1\r\n",
                "a=rtpmap:102 H264/90000\r\na=fmtp:102 profile-level-id=42e01f;packetization-mode=1\r\n");
    client.ask(new Answer("down", offer.negotiation(), answer));
    rooms.settle();
    assertThat(client.heard(Refused.class)).isEmpty();
    socket.check(BrowserSdp.credentials(offer.sdp()));
    return socket.secure();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itsRequestsAreAnsweredAsItExpects(boolean transportOfSession) throws Exception {
    MediaClient socket = loopback.socket();
    RoomResponse created =
        http.post(
            LOBBY + "?name=Studio",
            transportOfSession
                ? EncoderSdp.obs(socket.fingerprint())
                : EncoderSdp.obs(socket.fingerprint(), 1));
    assertThat(created.status()).isEqualTo(201);
    assertThat(HttpClients.location(created)).doesNotContain("?");
    String answer = HttpClients.body(created);
    assertThat(answer).startsWith("v=0").contains("a=setup:passive").doesNotContain("simulcast");
    List<MediaSection> sections = BrowserSdp.parse(answer).media();
    assertThat(sections)
        .extracting(section -> section.rtp().maps().get(0).encoding())
        .containsExactly("opus", "H264");
    socket.check(BrowserSdp.credentials(answer));
    socket.secure();
    assertThat(http.ask("DELETE", HttpClients.location(created)).status()).isEqualTo(200);
  }

  @Test
  void itsSoundIsOfferedInStereo() throws Exception {
    publish(1);
    TestClient bob = rooms.watch("lobby", "bob");
    subscribe(bob);
    assertThat(offer.sdp()).contains("stereo=1;sprop-stereo=1");
  }

  /** OBS counts the names after {@code a=simulcast}, and ends if they are not all of its own. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void itsLayersAreAcceptedUpToTheLimit(int layers) throws Exception {
    RoomResponse created =
        http.post(LOBBY, EncoderSdp.obs(loopback.socket().fingerprint(), layers));
    assertThat(created.status()).isEqualTo(201);
    String names = layers == 2 ? "0;1" : "0;1;2";
    assertThat(HttpClients.body(created))
        .contains("a=rid:1 recv\r\n", "a=simulcast:recv " + names + "\r\n")
        .contains("a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid\r\n")
        .contains("a=extmap:2 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n");
  }

  @Test
  void eachOfItsLayersIsForwardedToWhoShowsItSoLarge() throws Exception {
    MediaClient up = publish(HEIGHTS.length);
    TestClient bob = rooms.watch("lobby", "bob");
    MediaClient down = subscribe(bob);
    Pictures pictures = new Pictures(up, down);
    pictures.await(720);
    show(bob, 300, 170);
    pictures.await(180);
    show(bob, 600, 340);
    pictures.await(360);
  }

  private void show(TestClient client, int width, int height) {
    MediaSection video =
        BrowserSdp.parse(offer.sdp()).media().stream()
            .filter(section -> section.kind().equals("video"))
            .findFirst()
            .orElseThrow();
    String stream = video.rtp().msids().get(0).stream();
    Show.Video size = new Show.Video(stream, width, height, false);
    client.ask(new Show("down", offer.negotiation(), List.of(size)));
  }

  @Test
  void whatIsLostIsAskedForAndSentAgainAsItWas() throws Exception {
    MediaClient up = publish(1);
    MediaClient down = subscribe(rooms.watch("lobby", "bob"));
    int number = 100;
    List<Integer> got = new ArrayList<>();
    while (got.isEmpty()) {
      up.sendRtp(picture(0, ++number), HEADER, number);
      take(down, got);
      assertThat(number).isLessThan(MOST);
    }
    int lost = ++number;
    boolean asked = false;
    while (!asked) {
      send(up, ++number);
      take(down, got);
      asked = isAsked(up, lost);
    }
    assertThat(got).doesNotContain(lost);
    send(up, lost);
    while (!got.contains(lost)) {
      send(up, ++number);
      take(down, got);
    }
    assertThat(got).doesNotHaveDuplicates();
  }

  /** Sends a picture that depends on the one before. */
  private static void send(MediaClient up, int number) throws IOException {
    assertThat(number).as("pictures that were sent").isLessThan(MOST);
    byte[] slice = {0x41, (byte) (number >> 8), (byte) number};
    up.sendRtp(packet(0, number, slice), HEADER, number);
  }

  /** Whether the SFU asks for a packet in what it has sent up to now, or sends in a moment. */
  private static boolean isAsked(MediaClient up, int number) throws IOException {
    List<Integer> asked = new ArrayList<>();
    for (byte[] bytes = up.receiveMedia(MOMENT_MS); bytes != null; bytes = up.receiveMedia(1)) {
      RtcpReader.read(
          bytes,
          0,
          bytes.length,
          new RtcpHandler() {
            @Override
            public void nack(int ssrc, int sequence, int following) {
              assertThat(ssrc).isEqualTo(SOURCE);
              asked.add(sequence);
            }
          });
    }
    return asked.contains(number);
  }

  /** Adds the numbers, in the source, of the pictures that have come. */
  private static void take(MediaClient down, List<Integer> got) throws IOException {
    for (byte[] bytes = down.receiveMedia(MOMENT_MS); bytes != null; bytes = down.receiveMedia(1)) {
      RtpPacket packet = read(bytes);
      if (packet != null) {
        int end = packet.payload() + packet.payloadLength();
        got.add((bytes[end - 2] & 0xFF) << 8 | (bytes[end - 1] & 0xFF));
      }
    }
  }

  /** A packet of video, not of its repairs. */
  private static @Nullable RtpPacket read(byte[] bytes) {
    RtpPacket packet = new RtpPacket();
    boolean isVideo = (bytes[1] & 0x7F) == 102;
    return isVideo && packet.read(bytes, 0, bytes.length) ? packet : null;
  }

  /** Sends all layers, and looks at what arrives. */
  private static final class Pictures {
    private final MediaClient up;
    private final MediaClient down;
    private int number;

    Pictures(MediaClient up, MediaClient down) {
      this.up = up;
      this.down = down;
    }

    void await(int height) throws IOException {
      for (int end = number + MOST; number < end; number++) {
        for (int layer = 0; layer < HEIGHTS.length; layer++) {
          up.sendRtp(picture(layer, number), HEADER, number);
        }
        byte[] bytes = down.receiveMedia(MOMENT_MS);
        RtpPacket packet = bytes == null ? null : read(bytes);
        if (packet != null && height(packet) == height) {
          return;
        }
      }
      throw new AssertionError("No picture of " + height + " lines comes");
    }
  }

  private static int height(RtpPacket packet) {
    return VideoCodec.H264
        .pictureSize(packet.bytes(), packet.payload(), packet.payloadLength())
        .height();
  }

  /** A whole picture: its sequence parameters and a slice, in one packet (RFC 6184 §5.7.1). */
  private static byte[] picture(int layer, int number) {
    byte[] parameters = parameters(HEIGHTS[layer]);
    ByteBuffer payload = ByteBuffer.allocate(1 + 2 + parameters.length + 2 + 3);
    payload.put((byte) 0x78).putShort((short) parameters.length).put(parameters);
    payload.putShort((short) 3).put((byte) 0x65).putShort((short) number);
    return packet(layer, number, payload.array());
  }

  private static byte[] packet(int layer, int number, byte[] payload) {
    ByteBuffer packet = ByteBuffer.allocate(HEADER + payload.length);
    packet.put((byte) 0x90).put((byte) (0x80 | 96)).putShort((short) number);
    packet.putInt(FRAME * number).putInt(SOURCE + layer).putInt(0xBEDE0001);
    packet.put((byte) 0x10).put((byte) '1').put((byte) 0x20).put((byte) ('0' + layer));
    return packet.put(payload).array();
  }

  /** Sequence parameters of Constrained Baseline (H.264 §7.3.2.1.1), of a picture 16:9. */
  private static byte[] parameters(int height) {
    int blocks = (height + 15) / 16;
    String bits =
        golomb(0)
            + golomb(0)
            + golomb(2)
            + golomb(1)
            + "0" // ids, numbers, references
            + golomb(height / 9 - 1)
            + golomb(blocks - 1) // 16 x 16 blocks across and down
            + "11" // whole frames
            + "1"
            + golomb(0)
            + golomb(0)
            + golomb(0)
            + golomb((16 * blocks - height) / 2)
            + "0" // no more about the picture
            + "1";
    String padded = bits + "0".repeat((8 - bits.length() % 8) % 8);
    byte[] rest = new BigInteger("1" + padded, 2).toByteArray();
    ByteBuffer unit = ByteBuffer.allocate(4 + rest.length - 1);
    unit.put((byte) 0x67).put((byte) 0x42).put((byte) 0xE0).put((byte) 0x1F);
    return unit.put(rest, 1, rest.length - 1).array();
  }

  /** An unsigned Exp-Golomb code (H.264 §9.1). */
  private static String golomb(int value) {
    String binary = Integer.toBinaryString(value + 1);
    return "0".repeat(binary.length() - 1) + binary;
  }
}
