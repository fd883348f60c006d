package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.net.Drop;
import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.net.OpenTransport;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import dev.rtcrooms.sfu.speech.Voices;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which authentic packets are dropped is counted, with the reason. */
class MediaDropsTest {

  private static final int SSRC = 1000;
  private static final int AUDIO = 2000;
  private static final int[] KEYFRAME = {0x10, 0};
  private static final int[] OTHER = {0x10, 1};
  private static final ExtensionIds IDS = new ExtensionIds(0, 0, 0, 0, 0, 0);

  private final IncomingTrack video =
      new IncomingTrack("1", List.of(), new TrackFormat(VideoCodec.VP8, 90_000, 96, 97), IDS, null);
  private final IncomingTrack audio =
      new IncomingTrack("0", List.of(), new TrackFormat(null, 48_000, 111, -1), IDS, null);
  private final LoopCounters taken = new LoopCounters();
  private final Uplink uplink =
      new Uplink(
          7,
          new PublisherRate(Integer.MAX_VALUE, Long.MAX_VALUE),
          new Voices(8, 3, speakers -> {}),
          taken,
          idle -> {});
  private final LoopCounters reports = new LoopCounters();
  private final Downlink downlink = new Downlink(reports, () -> 3, paused -> {});
  private long now = 1_000_000_000_000L;
  private OpenTransport down;

  @BeforeEach
  void open() {
    uplink.use(new OpenTransport(uplink, now).transport());
    uplink.expect(
        List.of(audio, video),
        IDS,
        Map.of(SSRC, new Announced(video, null), AUDIO, new Announced(audio, null)),
        Map.of(SSRC + 1, SSRC));
    down = new OpenTransport(downlink, now);
    downlink.use(down.transport());
    send(96, SSRC, 100, KEYFRAME);
    send(111, AUDIO, 100, 1);
    add(audio, 4000);
    add(video, 5000);
    now += TimeUnit.MILLISECONDS.toNanos(20);
    down.tick(now);
  }

  private void add(IncomingTrack track, int ssrc) {
    OutgoingFormat format = new OutgoingFormat(ssrc, ssrc + 1, 96, 97, 0, 0, 0, "name", 100);
    downlink.add(
        new ForwardedTrack(
            track, downlink.sent(), down.transport(), format, Viewing.whole(0), new RtpWriter()));
  }

  private void send(int type, int ssrc, int sequence, int... payload) {
    ByteBuffer packet = ByteBuffer.allocate(2048);
    packet.put((byte) 0x80).put((byte) type).putShort((short) sequence).putInt(3000 * sequence);
    packet.putInt(ssrc);
    for (int each : payload) {
      packet.put((byte) each);
    }
    uplink.receiveRtp(packet.array(), packet.position(), now);
  }

  private static Map<Drop, Long> drops(LoopCounters counters) {
    Map<Drop, Long> drops = counters.drops();
    drops.values().removeIf(count -> count == 0);
    return drops;
  }

  private long forwarded() {
    return down.counters().get(Count.FORWARDED);
  }

  @Test
  void whatIsMalformed() {
    uplink.receiveRtp(new byte[] {(byte) 0x90, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}, 12, now);
    uplink.receiveRtcp(new byte[] {(byte) 0x80, (byte) 200, 0, 9}, 4, now);
    downlink.receiveRtcp(new byte[] {(byte) 0x80, (byte) 200, 0, 9}, 4, now);
    assertThat(drops(taken)).containsExactly(Map.entry(Drop.MALFORMED, 2L));
    assertThat(drops(reports)).containsExactly(Map.entry(Drop.MALFORMED, 1L));
  }

  @Test
  void whatBelongsToNoTrack() {
    send(96, 3000, 1, KEYFRAME);
    downlink.receiveRtp(new byte[12], 12, now);
    assertThat(drops(taken)).containsExactly(Map.entry(Drop.UNKNOWN_SOURCE, 1L));
    assertThat(drops(reports)).containsExactly(Map.entry(Drop.UNKNOWN_SOURCE, 1L));
  }

  @Test
  void whatHasComeBefore() {
    send(96, SSRC, 101, OTHER);
    send(97, SSRC + 1, 1, 0, 101, OTHER[0], OTHER[1]);
    assertThat(drops(taken)).containsExactly(Map.entry(Drop.DUPLICATE, 1L));
  }

  @Test
  void retransmissionsThatOnlyPad() {
    send(97, SSRC + 1, 1);
    assertThat(drops(taken)).containsExactly(Map.entry(Drop.PADDING, 1L));
  }

  @Test
  void whatIsOlderThanTheFirstPacketOfAReceiver() {
    send(111, AUDIO, 102, 1);
    assertThat(forwarded()).isEqualTo(1);
    send(111, AUDIO, 101, 1);
    assertThat(forwarded()).isEqualTo(1);
    assertThat(drops(down.counters())).containsExactly(Map.entry(Drop.LATE, 1L));
    assertThat(drops(taken)).isEmpty();
  }

  @Test
  void whatAReceiverIsNotMeantToGetIsNotDropped() {
    send(96, SSRC, 101, OTHER);
    send(96, SSRC, 102, KEYFRAME);
    send(96, SSRC, 103);
    send(96, SSRC, 104, OTHER);
    assertThat(forwarded()).isEqualTo(2);
    assertThat(drops(down.counters())).isEmpty();
    assertThat(drops(taken)).isEmpty();
  }
}
