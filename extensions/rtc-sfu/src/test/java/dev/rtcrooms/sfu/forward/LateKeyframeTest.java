package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.net.OpenTransport;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import dev.rtcrooms.sfu.speech.Voices;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first packet of a keyframe is lost, and comes by retransmission after those that follow. */
class LateKeyframeTest {

  private static final int SSRC = 1000;
  private static final int OUT = 5000;
  private static final int FIRST = 100;
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final ExtensionIds IDS = new ExtensionIds(0, 0, 0, 0, 0, 0);
  private static final byte[] KEYFRAME = {0x10, 0, 1, 2};
  private static final byte[] INTERFRAME = {0x10, 1, 3, 4};

  private final IncomingTrack video =
      new IncomingTrack("1", List.of(), new TrackFormat(VideoCodec.VP8, 90_000, 96, 97), IDS, null);
  private final RtpWriter writer = new RtpWriter();
  private final Uplink uplink =
      new Uplink(
          7,
          new PublisherRate(Integer.MAX_VALUE, Long.MAX_VALUE),
          new Voices(8, 3, speakers -> {}),
          new LoopCounters(),
          idle -> {});
  private final Downlink downlink = new Downlink(new LoopCounters(), () -> 3, paused -> {});
  private long now = 1_000_000_000_000L;
  private OpenTransport down;

  @BeforeEach
  void open() {
    uplink.use(new OpenTransport(uplink, now).transport());
    Map<Integer, Announced> sources = Map.of(SSRC, new Announced(video, null));
    uplink.expect(List.of(video), IDS, sources, Map.of(SSRC + 1, SSRC));
    down = new OpenTransport(downlink, now);
    downlink.use(down.transport());
  }

  private void receive(int ssrc) {
    OutgoingFormat format = new OutgoingFormat(ssrc, ssrc + 1, 96, 97, 0, 0, 0, "name", FIRST);
    downlink.add(
        new ForwardedTrack(
            video, downlink.sent(), down.transport(), format, Viewing.whole(0), writer));
    pass(20);
  }

  private void pass(int millis) {
    for (int i = 0; i < millis; i += 20) {
      now += 20 * MILLI;
      uplink.tick(now);
      downlink.tick(now);
    }
  }

  private void send(int sequence, byte[] payload) {
    receive(96, sequence, SSRC, sequence, payload);
  }

  private void repair(int sequence, byte[] payload) {
    ByteBuffer repaired = ByteBuffer.allocate(2 + payload.length);
    repaired.putShort((short) sequence).put(payload);
    receive(97, 1, SSRC + 1, sequence, repaired.array());
  }

  private void receive(int type, int number, int ssrc, int frame, byte[] payload) {
    ByteBuffer packet = ByteBuffer.allocate(100);
    packet.put((byte) 0x80).put((byte) type).putShort((short) number).putInt(3000 * frame);
    packet.putInt(ssrc).put(payload);
    uplink.receiveRtp(packet.array(), packet.position(), now);
  }

  private long forwarded() {
    return down.counters().get(Count.FORWARDED);
  }

  @Test
  void aReceiverThatBeginsWithItGetsWhatFollows() {
    send(9, INTERFRAME);
    receive(OUT);
    send(10, INTERFRAME);
    send(12, INTERFRAME);
    send(13, new byte[0]);
    send(14, INTERFRAME);
    assertThat(forwarded()).isZero();
    repair(11, KEYFRAME);
    assertThat(forwarded()).isEqualTo(3);
    send(15, INTERFRAME);
    assertThat(forwarded()).isEqualTo(4);

    RtcpWriter report = new RtcpWriter();
    report.nack(1, OUT, new long[] {FIRST, FIRST + 1, FIRST + 2, FIRST + 3, FIRST + 4}, 5);
    byte[] asked = Arrays.copyOf(report.bytes(), report.length());
    downlink.receiveRtcp(asked, asked.length, now);
    assertThat(down.counters().get(Count.RESENT)).as("without a hole").isEqualTo(4);
  }

  @Test
  void aReceiverThatHasBegunGetsNothingTwice() {
    send(9, INTERFRAME);
    receive(OUT);
    send(10, KEYFRAME);
    send(12, INTERFRAME);
    repair(11, KEYFRAME);
    assertThat(forwarded()).isEqualTo(3);
  }

  @Test
  void itIsOfNoUseWhenWhatFollowsIsNotKeptAnyMore() {
    send(9, INTERFRAME);
    receive(OUT);
    for (int sequence = 11; sequence < 600; sequence++) {
      send(sequence, INTERFRAME);
    }
    repair(10, KEYFRAME);
    assertThat(forwarded()).isZero();
    send(600, KEYFRAME);
    assertThat(forwarded()).isEqualTo(1);
  }

  @Test
  void aGroupOfPicturesBeginsWithIt() {
    video.keepPictures(1_000_000, 60_000);
    send(9, INTERFRAME);
    receive(OUT);
    pass(2_000); // the publisher ignores requests for keyframes
    send(11, INTERFRAME);
    send(12, INTERFRAME);
    repair(10, KEYFRAME);
    assertThat(forwarded()).isEqualTo(3);
    receive(OUT + 10);
    send(13, INTERFRAME);
    assertThat(forwarded()).as("one more, and all four").isEqualTo(8);
  }
}
