package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a source asks its publisher for. */
class LayerTest {

  private static final TrackFormat AUDIO = new TrackFormat(null, 48_000, 111, -1);
  private static final TrackFormat VIDEO = new TrackFormat(VideoCodec.VP8, 90_000, 96, -1);

  private final LoopCounters counters = new LoopCounters();
  private final RtcpWriter report = new RtcpWriter();
  private long now;

  private Layer layer(TrackFormat format) {
    return new Layer(7, null, format, new ExtensionIds(0, 0, 0, 0, 0, 0), counters);
  }

  /** Sends a packet that begins a keyframe of VP8 with a picture of this height. */
  private void keyframe(Layer layer, int sequence, int timestamp, int height) {
    ByteBuffer bytes = ByteBuffer.allocate(23);
    bytes.put((byte) 0x80).put((byte) 96).putShort((short) sequence).putInt(timestamp).putInt(7);
    bytes.put(new byte[] {0x10, 0, 0, 0, (byte) 0x9D, 1, 0x2A});
    bytes.put((byte) 16).put((byte) 0).put((byte) height).put((byte) 0);
    RtpPacket packet = new RtpPacket();
    assertThat(packet.read(bytes.array(), 0, bytes.capacity())).isTrue();
    layer.receive(packet, false, now);
  }

  private void receive(Layer layer, int sequence) {
    byte[] bytes = new byte[20];
    bytes[0] = (byte) 0x80;
    bytes[2] = (byte) (sequence >> 8);
    bytes[3] = (byte) sequence;
    RtpPacket packet = new RtpPacket();
    assertThat(packet.read(bytes, 0, bytes.length)).isTrue();
    layer.receive(packet, false, now);
  }

  @Test
  void audioHasNoKeyframes() {
    Layer layer = layer(AUDIO);
    layer.wantKeyframe();
    receive(layer, 0);
    receive(layer, 1000);
    layer.ask(report, 1, true, 0);
    assertThat(report.isEmpty()).isTrue();
  }

  @Test
  void theSizeIsReadOnceForEachKeyframe() {
    Layer layer = layer(VIDEO);
    keyframe(layer, 0, 0, 90);
    keyframe(layer, 1, 0, 45);
    assertThat(layer.size().height()).isEqualTo(90);
    keyframe(layer, 2, 3000, 45);
    assertThat(layer.size().height()).isEqualTo(45);
  }

  @Test
  void aGreatGapOfVideoNeedsAKeyframe() {
    Layer layer = layer(VIDEO);
    receive(layer, 0);
    receive(layer, 1000);
    layer.ask(report, 1, true, 0);
    assertThat(counters.get(Count.KEYFRAMES_ASKED)).isEqualTo(1);
  }

  @Test
  void smallLossesThatAreNotRepairedAreNotSummedUp() {
    Layer layer = layer(VIDEO);
    for (int sequence = 0; sequence < 1000; sequence += 2) {
      receive(layer, sequence);
      now += TimeUnit.SECONDS.toNanos(1);
      layer.ask(report, 1, true, now);
      report.clear();
    }
    assertThat(counters.get(Count.KEYFRAMES_ASKED)).isZero();
    assertThat(counters.get(Count.NACKED)).isPositive();
  }

  /** An encoder without retransmissions of its own (RFC 4588) sends lost packets as they were. */
  @Test
  void whatIsSentAgainAsItWasIsARepair() {
    Layer layer = layer(VIDEO);
    receive(layer, 0);
    receive(layer, 2);
    layer.ask(report, 1, true, now);
    assertThat(counters.get(Count.NACKED)).isEqualTo(1);
    receive(layer, 1);
    assertThat(counters.get(Count.REPAIRED)).isEqualTo(1);
    receive(layer, 1);
    assertThat(counters.get(Count.REPAIRED)).isEqualTo(1);
  }

  @Test
  void audioThatComesLateIsNoRepair() {
    Layer layer = layer(AUDIO);
    receive(layer, 0);
    receive(layer, 2);
    layer.ask(report, 1, true, now);
    receive(layer, 1);
    assertThat(report.isEmpty()).isTrue();
    assertThat(counters.get(Count.REPAIRED)).isZero();
  }
}
