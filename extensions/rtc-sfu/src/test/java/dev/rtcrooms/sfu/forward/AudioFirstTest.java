package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.OpenTransport;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import dev.rtcrooms.sfu.speech.Voices;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which datagrams of a publisher are audio. */
class AudioFirstTest {

  private static final ExtensionIds IDS = new ExtensionIds(0, 0, 0, 0, 0, 0);
  private static final int AUDIO = 1000;
  private static final int VIDEO = 2000;
  private static final int PEER = 1;

  private final IncomingTrack audio =
      new IncomingTrack("0", List.of(), new TrackFormat(null, 48_000, 111, -1), IDS, null);
  private final IncomingTrack video =
      new IncomingTrack("1", List.of(), new TrackFormat(VideoCodec.VP8, 90_000, 96, 97), IDS, null);
  private final Uplink uplink =
      new Uplink(
          7,
          new PublisherRate(Integer.MAX_VALUE, Long.MAX_VALUE),
          new Voices(8, 3, speakers -> {}),
          new LoopCounters(),
          idle -> {});
  private final OpenTransport up = new OpenTransport(uplink, 0);

  @BeforeEach
  void open() {
    uplink.use(up.transport());
    uplink.expect(
        List.of(audio, video),
        IDS,
        Map.of(AUDIO, new Announced(audio, null), VIDEO, new Announced(video, null)),
        Map.of());
    uplink.receiveRtp(packet(111, AUDIO), 20, 0);
    uplink.receiveRtp(packet(96, VIDEO), 20, 0);
  }

  private static byte[] packet(int type, int ssrc) {
    ByteBuffer packet = ByteBuffer.allocate(20);
    packet.put((byte) 0x80).put((byte) type).putShort((short) 1).putInt(0).putInt(ssrc);
    return packet.array();
  }

  @Test
  void onlyThoseOfAKnownSourceOfAudio() {
    assertThat(up.isAudio(packet(111, AUDIO), PEER)).isTrue();
    assertThat(up.isAudio(packet(96, VIDEO), PEER)).isFalse();
    assertThat(up.isAudio(packet(111, 3000), PEER)).isFalse();
  }

  @Test
  void onlyFromTheAddressOfThePublisher() {
    assertThat(up.isAudio(packet(111, AUDIO), 2)).isFalse();
  }

  @Test
  void onlyIfTheyAreRtp() {
    byte[] check = packet(111, AUDIO);
    check[0] = 0;
    assertThat(up.isAudio(check, PEER)).isFalse();
    assertThat(up.isAudio(Arrays.copyOf(packet(111, AUDIO), 11), PEER)).isFalse();
    assertThat(up.isAudio(new byte[0], PEER)).isFalse();
  }
}
