package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.net.Drop;
import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.net.OpenTransport;
import dev.rtcrooms.sfu.rtcp.ArrivalLog;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import dev.rtcrooms.sfu.speech.Voices;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent again to a receiver without a request, and what is asked of a publisher. */
class CopiesTest {

  private static final int SSRC = 1000;
  private static final int OUT = 5000;
  private static final int FIRST = 100;
  private static final int MARKER = 0x80;
  private static final int REPORTED = 250;
  private static final long EGRESS = 20_000_000;
  private static final int[] LARGE =
      IntStream.concat(IntStream.of(0x10), IntStream.range(1, 1100).map(i -> 1)).toArray();
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final ExtensionIds IDS = new ExtensionIds(0, 0, 0, 0, 0, 0);

  private final IncomingTrack video =
      new IncomingTrack("1", List.of(), new TrackFormat(VideoCodec.VP8, 90_000, 96, 97), IDS, null);
  private final LoopCounters asked = new LoopCounters();
  private final Uplink uplink =
      new Uplink(
          7,
          new PublisherRate(Integer.MAX_VALUE, Long.MAX_VALUE),
          new Voices(8, 3, speakers -> {}),
          asked,
          idle -> {});
  private final Downlink downlink =
      new Downlink(new LoopCounters(), () -> this.layers, paused -> {});
  private long now = 1_000_000_000_000L;
  private int layers = 3;
  private OpenTransport up;
  private OpenTransport down;
  private int sequence;
  private int told;

  @BeforeEach
  void begin() {
    up = new OpenTransport(uplink, now);
    uplink.use(up.transport());
    Map<Integer, Announced> sources = Map.of(SSRC, new Announced(video, null));
    uplink.expect(List.of(video), IDS, sources, Map.of(SSRC + 1, SSRC));
    down = new OpenTransport(downlink, EGRESS, now);
    downlink.use(down.transport());
    downlink.expectArrivals();
    send(0x10, 0);
    OutgoingFormat format = new OutgoingFormat(OUT, OUT + 1, 96, 97, 0, 0, 5, "name", FIRST);
    downlink.add(
        new ForwardedTrack(
            video, downlink.sent(), down.transport(), format, Viewing.whole(0), new RtpWriter()));
    tick(20);
    for (int i = 0; i < REPORTED; i++) {
      send(0x10, i == 0 ? 0 : 1);
    }
  }

  private void tick(int millis) {
    now += millis * MILLI;
    uplink.tick(now);
    down.tick(now);
  }

  /** Sends the next packet: of a keyframe if the second byte is 0. */
  private void send(int... payload) {
    packet(96, payload);
  }

  private void endFrame() {
    packet(MARKER | 96, 0x10, 1);
  }

  private void packet(int type, int... payload) {
    ByteBuffer packet = ByteBuffer.allocate(1200);
    packet.put((byte) 0x80).put((byte) type).putShort((short) ++sequence).putInt(3000 * sequence);
    packet.putInt(SSRC);
    for (int each : payload) {
      packet.put((byte) each);
    }
    packet.put(new byte[8]);
    uplink.receiveRtp(packet.array(), packet.position(), now);
  }

  /** The receiver tells that the packets so far came, but one of so many. */
  private void tell(int lossEvery) {
    while (told < REPORTED) {
      ArrivalLog log = new ArrivalLog();
      for (int end = told + 50; told < end; told++) {
        if (told % lossEvery != lossEvery / 2) {
          log.received(told, (told + 1) * 1000L);
        }
      }
      byte[] feedback = Arrays.copyOf(log.bytes(), log.write(1, OUT));
      downlink.receiveRtcp(feedback, feedback.length, now);
    }
  }

  /** The receiver asks for its first packet. */
  private void ask() {
    RtcpWriter report = new RtcpWriter();
    report.nack(1, OUT, new long[] {FIRST}, 1);
    byte[] bytes = Arrays.copyOf(report.bytes(), report.length());
    downlink.receiveRtcp(bytes, bytes.length, now);
  }

  private long resent() {
    return down.counters().get(Count.RESENT);
  }

  @Test
  void whoLosesPacketsGetsARepairTwiceAndAtOnce() {
    tell(20);
    ask();
    assertThat(resent()).isEqualTo(1);
    tick(20);
    assertThat(resent()).isEqualTo(2);
    tick(20);
    assertThat(resent()).isEqualTo(2);
  }

  @Test
  void whoLosesNoneGetsARepairOnceAndNothingUnasked() {
    tell(100);
    ask();
    endFrame();
    tick(20);
    tick(20);
    assertThat(resent()).isEqualTo(1);
  }

  @Test
  void whoLosesPacketsGetsTheEndOfAFrameAgainIfNothingFollows() {
    tell(20);
    endFrame();
    tick(4);
    assertThat(resent()).isZero();
    tick(1);
    assertThat(resent()).isEqualTo(1);
    tick(20);
    assertThat(resent()).as("once").isEqualTo(1);
    endFrame();
    send(0x10, 1);
    tick(20);
    assertThat(resent()).as("not if something follows").isEqualTo(1);
  }

  @Test
  void itGetsTheLastTwoPacketsOnceMoreIfNothingFollowsForLong() {
    tell(20);
    endFrame();
    tick(5);
    tick(28);
    assertThat(resent()).as("the next of 30 frames a second comes after 33 ms").isEqualTo(1);
    tick(1);
    assertThat(resent()).isEqualTo(3);
    tick(100);
    assertThat(resent()).isEqualTo(3);
    endFrame();
    tick(20);
    endFrame();
    tick(20);
    assertThat(resent()).as("a copy of each end, since the next one came in time").isEqualTo(5);
  }

  @Test
  void copiesTakeOnlyTheBandwidthThatMediaLeaves() {
    tell(20);
    for (int i = 0; i < 250; i++) {
      now += 4 * MILLI;
      packet(96, LARGE);
    }
    ask();
    endFrame();
    tick(20);
    assertThat(resent()).isEqualTo(1);
    for (int i = 0; i < 150; i++) {
      tick(20);
    }
    endFrame();
    tick(20);
    assertThat(resent()).isEqualTo(2);
  }

  @Test
  void aLoopThatSendsTooMuchSendsNoCopies() {
    tell(20);
    down.exceedEgress();
    tick(20);
    ask();
    endFrame();
    tick(20);
    tick(20);
    assertThat(resent()).as("what was asked for").isEqualTo(1);
    for (int i = 0; i < 60; i++) {
      tick(20);
    }
    endFrame();
    tick(20);
    assertThat(resent()).as("after a second").isEqualTo(2);
  }

  @Test
  void anOverloadedLoopSendsNoCopies() {
    tell(20);
    layers = 1;
    ask();
    endFrame();
    tick(20);
    assertThat(resent()).as("what was asked for").isEqualTo(1);
    layers = 3;
    endFrame();
    tick(20);
    assertThat(resent()).isEqualTo(2);
  }

  @Test
  void whatTheLoopDropsIsNotALossOfTheReceiver() {
    long numbered = downlink.sent().next() - down.sent();
    down.exceedEgress();
    for (int i = 0; i < 10; i++) {
      send(0x10, 1);
    }
    assertThat(down.counters().drops().get(Drop.EGRESS)).isEqualTo(10);
    tick(20);
    send(0x10, 1);
    assertThat(downlink.sent().next() - down.sent()).isEqualTo(numbered);
  }

  @Test
  void aKeyframeMakesCopiesUseless() {
    tell(20);
    ask();
    send(0x10, 0);
    tick(20);
    assertThat(resent()).isEqualTo(1);
  }

  @Test
  void aPublisherIsAskedForAGapAtOnceButNotForEachOfMany() {
    long sent = up.sent();
    sequence++;
    send(0x10, 1);
    assertThat(asked.get(Count.NACKED)).isEqualTo(1);
    assertThat(up.sent()).isEqualTo(sent + 1);
    sequence++;
    endFrame();
    assertThat(asked.get(Count.NACKED)).as("not within 5 ms").isEqualTo(1);
    tick(20);
    assertThat(asked.get(Count.NACKED)).isEqualTo(2);
  }
}
