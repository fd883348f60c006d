package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.rtp.SequenceMap;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A track as one receiver gets it: with an SSRC, numbers and timestamps of its own, whatever source
 * it comes from. For the loop's thread.
 */
public final class ForwardedTrack {

  /** How many packets can be sent again; a power of two. */
  private static final int HISTORY = 1024;

  private static final int MAX_RESENDS = 3;
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  /** The share of the sent bytes that may be sent again, and the most that may be saved up. */
  private static final double RESEND_SHARE = 0.25;

  private static final double RESEND_SAVED = 64_000;

  private final PeerTransport transport;
  private final Outgoing outgoing;
  private final RtpWriter writer;
  private final RtpPacket cached = new RtpPacket();
  private final SequenceMap map = new SequenceMap();
  private final long[] outs = new long[HISTORY];
  private final long[] ins = new long[HISTORY];
  private final long[] resentAt = new long[HISTORY];
  private final byte[] resends = new byte[HISTORY];
  private @Nullable Layer layer;
  private boolean started;
  private long nextOut;
  private long nextRepair;
  private long lastOut = -1;
  private long timestampShift;

  /** The source that {@link #timestampShift} belongs to. */
  private @Nullable Layer shifted;

  private long lastTimestamp;
  private long lastSentAt;
  private double resendBytes = RESEND_SAVED;
  private long packets;
  private long octets;

  /**
   * How a receiver gets a track. Immutable; any thread.
   *
   * @param ssrc the source, as announced
   * @param repairSsrc the source of retransmissions, as announced
   * @param payloadType of its packets
   * @param repairType of retransmissions, or -1 without any
   * @param audioLevel the id of this extension, or 0
   * @param orientation the id of this extension, or 0
   * @param cname the publisher's canonical name, the same for all that is to be in step
   * @param firstSequence of media, below 2^15, so that a lost first packet breaks no rollover
   *     counter
   */
  public record Outgoing(
      int ssrc,
      int repairSsrc,
      int payloadType,
      int repairType,
      int audioLevel,
      int orientation,
      String cname,
      int firstSequence) {}

  /**
   * Sends nothing yet.
   *
   * @param transport the receiver's
   * @param outgoing how it gets the track
   * @param writer used only while a packet is sent; of the same thread
   */
  public ForwardedTrack(PeerTransport transport, Outgoing outgoing, RtpWriter writer) {
    this.transport = transport;
    this.outgoing = outgoing;
    this.writer = writer;
    this.nextOut = outgoing.firstSequence();
    this.nextRepair = outgoing.firstSequence();
  }

  int ssrc() {
    return outgoing.ssrc();
  }

  /** Begins to follow a source. Of video, from its next keyframe on. */
  void follow(Layer next) {
    if (next != layer) {
      Arrays.fill(outs, -1); // the numbers in ins were those of the source before
    }
    layer = next;
    started = false;
  }

  void wantKeyframe() {
    if (layer != null) {
      layer.wantKeyframe();
    }
  }

  void forward(RtpPacket packet, long in, boolean keyframe, long now) {
    Layer source = layer;
    if (source == null || !transport.isReady()) {
      started = false; // after a pause, a keyframe again
      return;
    }
    if (!started && !start(source, packet, in, keyframe, now)) {
      return;
    }
    if (packet.payloadLength() == 0) {
      map.drop(in);
      return;
    }
    long out = map.map(in);
    if (out == SequenceMap.DROPPED || out < outgoing.firstSequence()) {
      return;
    }
    int slot = (int) out & (HISTORY - 1);
    outs[slot] = out;
    ins[slot] = in;
    resends[slot] = 0;
    lastOut = Math.max(lastOut, out);
    nextOut = Math.max(nextOut, out + 1);
    write(source, packet, outgoing.payloadType(), out, outgoing.ssrc());
    writer.append(packet.bytes(), packet.payload(), packet.payloadLength());
    lastTimestamp = packet.timestamp() + timestampShift;
    lastSentAt = now;
    resendBytes = Math.min(RESEND_SAVED, resendBytes + RESEND_SHARE * packet.payloadLength());
    packets++;
    octets += packet.payloadLength();
    transport.send(writer, out);
    transport.counters().add(Count.FORWARDED, 1);
  }

  private boolean start(Layer source, RtpPacket packet, long in, boolean keyframe, long now) {
    if (packet.payloadLength() == 0) {
      return false;
    }
    if (source.format().video() != null && !keyframe) {
      source.wantKeyframe();
      return false;
    }
    started = true;
    map.begin(in, nextOut);
    if (shifted != source) {
      timestampShift = shifted == null ? 0 : shift(source, packet, now - lastSentAt);
      shifted = source;
    }
    return true;
  }

  /** Another source goes on where the last one ended, by the time that has passed. */
  private long shift(Layer source, RtpPacket packet, long elapsedNanos) {
    long passed = Math.max(1, (long) (elapsedNanos / 1e9 * source.format().clockRate()));
    return (lastTimestamp + passed - packet.timestamp()) & 0xFFFFFFFFL;
  }

  private void write(Layer source, RtpPacket packet, int payloadType, long number, int ssrc) {
    ExtensionIds from = source.ids();
    writer.begin(packet.marker(), payloadType, number, packet.timestamp() + timestampShift, ssrc);
    writer.copyExtension(outgoing.audioLevel(), packet, from.audioLevel());
    writer.copyExtension(outgoing.orientation(), packet, from.orientation());
    writer.endExtensions();
  }

  /** Sends a packet again, if it is kept, useful, and within the limits. */
  void resend(int number, int roundTripMillis, long now) {
    Layer source = layer;
    if (source == null || lastOut < 0 || outgoing.repairType() < 0) {
      return;
    }
    long out = lastOut + (short) (number - (int) lastOut);
    int slot = (int) out & (HISTORY - 1);
    long pause = Math.min(LONGEST_PAUSE, TimeUnit.MILLISECONDS.toNanos(2L * roundTripMillis));
    if (out < 0
        || outs[slot] != out
        || resends[slot] == MAX_RESENDS
        || (resends[slot] > 0 && now - resentAt[slot] < pause)
        || ins[slot] < source.newestKeyframe()
        || !source.cache().find(ins[slot], cached)
        || resendBytes < cached.payloadLength()) {
      return;
    }
    resends[slot]++;
    resentAt[slot] = now;
    resendBytes -= cached.payloadLength();
    long repair = nextRepair++;
    write(source, cached, outgoing.repairType(), repair, outgoing.repairSsrc());
    writer.append16(number);
    writer.append(cached.bytes(), cached.payload(), cached.payloadLength());
    transport.send(writer, repair);
    transport.counters().add(Count.RESENT, 1);
  }

  /** Adds the publisher's report with this receiver's timestamps; returns the NTP time, or 0. */
  long report(RtcpWriter report, long now) {
    Layer source = layer;
    if (source == null || !started || packets == 0 || !source.reception().isReported()) {
      return 0;
    }
    long ntp = source.reception().ntp(now);
    report.senderReport(
        outgoing.ssrc(),
        ntp,
        source.reception().timestamp(now) + timestampShift,
        packets,
        octets,
        outgoing.cname());
    return ntp;
  }
}
