package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.rtp.SequenceMap;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import dev.rtcrooms.sfu.rtp.Vp8Numbers;
import dev.rtcrooms.sfu.stats.TrackStats;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A track as one receiver gets it: with an SSRC, numbers and timestamps of its own, whatever layer
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

  private final IncomingTrack track;
  private final PeerTransport transport;
  private final Outgoing outgoing;
  private final RtpWriter writer;
  private final RtpPacket cached = new RtpPacket();
  private final SequenceMap map = new SequenceMap();
  private final TimestampMap timestamps;
  private final @Nullable Vp8Numbers pictures;
  private final long[] outs = new long[HISTORY];
  private final long[] ins = new long[HISTORY];
  private final long[] resentAt = new long[HISTORY];
  private final byte[] resends = new byte[HISTORY];

  /** What is to be forwarded, from its next keyframe on; null for nothing. */
  private @Nullable Layer target;

  /** What is forwarded; perhaps not the target yet. */
  private @Nullable Layer current;

  private boolean started;
  private boolean cut;
  private long nextOut;
  private long nextRepair;
  private long lastOut = -1;
  private double resendBytes = RESEND_SAVED;
  private long packets;
  private long octets;
  private long resent;
  private long lost;
  private final RateMeter meter = new RateMeter();

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
   * @param track what is sent
   * @param transport the receiver's
   * @param outgoing how it gets the track
   * @param writer used only while a packet is sent; of the same thread
   */
  public ForwardedTrack(
      IncomingTrack track, PeerTransport transport, Outgoing outgoing, RtpWriter writer) {
    this.track = track;
    this.transport = transport;
    this.outgoing = outgoing;
    this.writer = writer;
    this.timestamps = new TimestampMap(track.format().clockRate());
    this.pictures = track.format().video() == VideoCodec.VP8 ? new Vp8Numbers() : null;
    this.nextOut = outgoing.firstSequence();
    this.nextRepair = outgoing.firstSequence();
  }

  int ssrc() {
    return outgoing.ssrc();
  }

  IncomingTrack track() {
    return track;
  }

  /** What is to be forwarded; null for nothing. */
  @Nullable Layer target() {
    return target;
  }

  /**
   * Changes what is forwarded. Of video, the layer before goes on until the next keyframe of the
   * new one, for which its publisher is asked.
   *
   * @param next a layer of the track, or null to forward nothing from now on
   */
  void select(@Nullable Layer next) {
    if (next == target) {
      return;
    }
    if (target != null && target != current) {
      target.remove(this);
    }
    target = next;
    if (next == null) {
      stop();
    } else if (next != current) {
      next.add(this);
    }
  }

  private void stop() {
    if (current != null) {
      current.remove(this);
      current = null;
    }
    started = false;
  }

  /**
   * The publisher sends a layer from another source.
   *
   * @param before null if the layer is new
   */
  void replaced(@Nullable Layer before, Layer next) {
    if (before == null) {
      return;
    }
    boolean chosen = target == before;
    if (chosen) {
      select(null);
    } else if (current == before) {
      stop();
    }
    if (chosen) {
      select(next);
    }
  }

  /** Skips a packet and those after it, until the next that is forwarded: it leaves no gap. */
  void pause() {
    started = false;
  }

  void wantKeyframe() {
    if (target != null) {
      target.wantKeyframe();
    }
    if (current != null && current != target) {
      current.wantKeyframe();
    }
  }

  void forward(Layer source, RtpPacket packet, long in, boolean keyframe, long now) {
    if (!transport.isReady()) {
      started = false; // after a pause, a keyframe again
      return;
    }
    boolean runs = started && source == current;
    if (!runs && !start(source, packet, in, keyframe, now)) {
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
    append(packet);
    timestamps.sent(packet.timestamp(), now);
    cut = !packet.marker();
    resendBytes = Math.min(RESEND_SAVED, resendBytes + RESEND_SHARE * packet.payloadLength());
    packets++;
    octets += packet.payloadLength();
    meter.add(packet.payloadLength(), now);
    transport.counters().sent(track.format().video() != null, packet.payloadLength());
    transport.send(writer, out);
    transport.counters().add(Count.FORWARDED, 1);
  }

  /** Begins the target, if it can begin with this packet. */
  private boolean start(Layer source, RtpPacket packet, long in, boolean keyframe, long now) {
    if (source != target || packet.payloadLength() == 0) {
      return false;
    }
    boolean video = track.format().video() != null;
    if (video && !keyframe) {
      source.wantKeyframe();
      return false;
    }
    if (source != current) {
      if (current != null) {
        current.remove(this);
      }
      Arrays.fill(outs, -1); // the numbers in ins were those of the source before
    }
    if (video && cut) {
      nextOut++; // the end of a frame is missing, which a gap tells
    }
    current = source;
    started = true;
    map.begin(in, nextOut);
    timestamps.begin(source.reception(), packet.timestamp(), now);
    if (pictures != null) {
      pictures.begin(packet.bytes(), packet.payload(), packet.payloadLength());
    }
    return true;
  }

  private void write(Layer source, RtpPacket packet, int payloadType, long number, int ssrc) {
    ExtensionIds from = source.ids();
    long timestamp = timestamps.map(packet.timestamp());
    writer.begin(packet.marker(), payloadType, number, timestamp, ssrc);
    writer.copyExtension(outgoing.audioLevel(), packet, from.audioLevel());
    writer.copyExtension(outgoing.orientation(), packet, from.orientation());
    writer.endExtensions();
  }

  private void append(RtpPacket packet) {
    int at = writer.length();
    writer.append(packet.bytes(), packet.payload(), packet.payloadLength());
    if (pictures != null) {
      pictures.rewrite(writer.bytes(), at, packet.payloadLength());
    }
  }

  /** Sends a packet again, if it is kept, useful, and within the limits. */
  void resend(int number, int roundTripMillis, long now) {
    Layer source = current;
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
    append(cached);
    transport.send(writer, repair);
    resent++;
    transport.counters().add(Count.RESENT, 1);
  }

  /** Notes how many packets the receiver has not got, as it says. */
  void lost(int count) {
    lost = Math.max(0, count);
  }

  TrackStats stats(long now) {
    boolean video = track.format().video() != null;
    long rate = meter.rate(now);
    return new TrackStats(track.mid(), "", video, packets, octets, rate, lost, resent, 0, 0);
  }

  /** Adds the publisher's report with this receiver's timestamps; returns the NTP time, or 0. */
  long report(RtcpWriter report, long now) {
    Layer source = current;
    if (source == null || !started || packets == 0 || !source.reception().isReported()) {
      return 0;
    }
    long ntp = source.reception().ntp(now);
    long timestamp = timestamps.map(source.reception().timestamp(now));
    report.senderReport(outgoing.ssrc(), ntp, timestamp, packets, octets, outgoing.cname());
    return ntp;
  }
}
