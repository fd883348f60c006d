package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.Drop;
import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.Losses;
import dev.rtcrooms.sfu.rtp.PacketCache;
import dev.rtcrooms.sfu.rtp.PictureSize;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.Unwrapper;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import dev.rtcrooms.sfu.stats.TrackStats;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One source of a publisher's track, until another takes its place: the only one, or one of
 * simulcast's. Finds losses, keeps packets for receivers, and asks for repairs and keyframes. For
 * the loop's thread.
 */
public final class Layer {

  private static final int VIDEO_CACHE = 512;
  private static final int AUDIO_CACHE = 256;

  /** A layer that sends nothing for so long is not sent any more. */
  private static final long SILENCE = TimeUnit.MILLISECONDS.toNanos(1500);

  private final int ssrc;
  private final @Nullable String rid;
  private final TrackFormat format;
  private final ExtensionIds ids;
  private final LoopCounters counters;
  private final Unwrapper unwrapper = new Unwrapper();

  /** Whether the publisher sends lost packets again as they were, without RFC 4588. */
  private final boolean repeats;

  private final Losses losses;
  private final PacketCache cache;
  private final Reception reception;
  private final RateMeter meter = new RateMeter();
  private final KeyframeRequests keyframes = new KeyframeRequests();
  private final long[] missing = new long[Losses.MAX];
  private long last;
  private boolean lastBeginsKeyframe;
  private long newestKeyframe = -1;
  private long bytes;
  private long repeated;
  private long keyframesCame;
  private long keyframeTimestamp = -1;
  private long lastReceived;
  private PictureSize size = PictureSize.UNKNOWN;

  Layer(
      int ssrc, @Nullable String rid, TrackFormat format, ExtensionIds ids, LoopCounters counters) {
    this.ssrc = ssrc;
    this.rid = rid;
    this.format = format;
    this.ids = ids;
    this.counters = counters;
    this.repeats = format.video() != null && format.repairType() < 0;
    this.losses = new Losses(!repeats);
    this.cache = new PacketCache(format.video() == null ? AUDIO_CACHE : VIDEO_CACHE);
    this.reception = new Reception(format.clockRate());
  }

  int ssrc() {
    return ssrc;
  }

  /** Its name among the layers of the track (RFC 8851); null without simulcast. */
  @Nullable String rid() {
    return rid;
  }

  /** Its {@link #rid}, or an empty text. */
  String name() {
    return rid == null ? "" : rid;
  }

  TrackFormat format() {
    return format;
  }

  /**
   * Returns the header extensions of its packets.
   *
   * @return the ids
   */
  public ExtensionIds ids() {
    return ids;
  }

  /**
   * Returns the publisher's clock at a timestamp, as its last report says.
   *
   * @param timestamp 32 bits
   * @return in 1/2^32 seconds; 0 before the first report
   */
  public long ntpAt(long timestamp) {
    return reception.ntpAt(timestamp);
  }

  PacketCache cache() {
    return cache;
  }

  Reception reception() {
    return reception;
  }

  /** The extended number of the newest keyframe's first packet; -1 before the first. */
  long newestKeyframe() {
    return newestKeyframe;
  }

  /** The extended number of the packet that was received last. */
  long last() {
    return last;
  }

  /** Whether the packet that was received last begins a keyframe. */
  boolean lastBeginsKeyframe() {
    return lastBeginsKeyframe;
  }

  /** The extended number of the newest packet. */
  long newest() {
    return losses.newest();
  }

  /** The size of its picture, as its keyframes say. */
  PictureSize size() {
    return size;
  }

  /** Its bit rate in the last two seconds, without headers. */
  long rate(long now) {
    return meter.rate(now);
  }

  /** Tells whether it is sent: false after a silence of 1.5 seconds. */
  boolean isSent(long now) {
    return now - lastReceived < SILENCE;
  }

  /** By the height of the picture, or by the bit rate while a height is not known. */
  int compareSize(Layer other, long now) {
    return size.isKnown() && other.size.isKnown()
        ? Integer.compare(size.height(), other.size.height())
        : Long.compare(rate(now), other.rate(now));
  }

  /**
   * Tells whether somebody who wants the largest layer leaves another one for this one.
   *
   * @param other a layer of the same track
   * @param now as of {@link System#nanoTime}
   * @return true if the other is not sent any more, or is the one that this one replaces, or has a
   *     smaller picture
   */
  public boolean isPreferredTo(Layer other, long now) {
    return !other.isSent(now) || Objects.equals(rid, other.rid) || compareSize(other, now) > 0;
  }

  /** Asks the publisher for a keyframe soon. Does nothing for audio, which has none. */
  public void wantKeyframe() {
    if (format.video() != null) {
      keyframes.want();
    }
  }

  /** Whether its publisher sends no keyframe although it was asked for one. */
  boolean ignoresRequests() {
    return keyframes.areIgnored();
  }

  /**
   * Takes a packet of this source; returns false if it has come before.
   *
   * @param retransmission whether it came as such (RFC 4588)
   */
  boolean receive(RtpPacket packet, boolean retransmission, long now) {
    long in = unwrapper.unwrap(packet.sequence());
    boolean repair = retransmission || (repeats && losses.isAsked(in));
    boolean more = format.video() != null && packet.payloadLength() > 0 && !packet.marker();
    Losses.Arrival arrival =
        losses.received(in, retransmission, more, TimeUnit.NANOSECONDS.toMillis(now));
    if (arrival == Losses.Arrival.DUPLICATE) {
      counters.drop(Drop.DUPLICATE);
      return false;
    }
    if (repair) {
      repeated++;
      counters.add(Count.REPAIRED, 1);
    }
    bytes += packet.payloadLength();
    counters.received(format.video() != null, packet.payloadLength());
    reception.received(in, packet.timestamp(), now);
    if (arrival == Losses.Arrival.BROKEN) {
      wantKeyframe();
    }
    last = in;
    lastBeginsKeyframe = noteKeyframe(packet, in, now);
    cache.put(in, packet);
    if (packet.payloadLength() > 0) {
      meter.add(packet.payloadLength(), now);
      lastReceived = now;
    }
    return true;
  }

  /** Whether packets are missing that should be asked for. */
  boolean hasGap() {
    return losses.hasGap();
  }

  /** One that comes so late that what follows it is not kept any more is not taken for one. */
  private boolean noteKeyframe(RtpPacket packet, long in, long now) {
    VideoCodec codec = format.video();
    if (codec == null || packet.payloadLength() == 0) {
      return false;
    }
    boolean begins =
        losses.newest() - in < VIDEO_CACHE
            && codec.beginsKeyframe(packet.bytes(), packet.payload(), packet.payloadLength());
    if (begins && in > newestKeyframe) {
      boolean another = packet.timestamp() != keyframeTimestamp;
      newestKeyframe = in;
      keyframeTimestamp = packet.timestamp();
      keyframes.keyframe(now);
      keyframesCame++;
      counters.add(Count.KEYFRAMES, 1);
      losses.giveUp(in);
      if (another) {
        readSize(codec, packet);
      }
    }
    keyframes.count(packet.payloadLength(), packet.timestamp() == keyframeTimestamp);
    return begins;
  }

  /** Once for each keyframe, however many of its packets begin one. */
  private void readSize(VideoCodec codec, RtpPacket packet) {
    PictureSize told = codec.pictureSize(packet.bytes(), packet.payload(), packet.payloadLength());
    size = told.isKnown() ? told : size;
  }

  int roundTrip() {
    return losses.roundTrip();
  }

  TrackStats stats(String mid, long now) {
    return new TrackStats(
        mid,
        name(),
        format.video() != null,
        reception.packets(),
        bytes,
        rate(now),
        reception.lost(),
        repeated,
        reception.jitterMillis(),
        keyframesCame);
  }

  /**
   * Adds requests that are due to a report.
   *
   * @param received whether anybody gets its packets; otherwise none are asked for again
   */
  void ask(RtcpWriter report, int self, boolean received, long now) {
    // Without repairs too, so that what is lost is given up after a while.
    int count = losses.take(TimeUnit.NANOSECONDS.toMillis(now), missing);
    if (count > 0 && format.video() != null && received) {
      report.nack(self, ssrc, missing, count);
      counters.add(Count.NACKED, count);
    }
    if (keyframes.take(now, losses.roundTrip())) {
      report.keyframe(self, ssrc);
      counters.add(Count.KEYFRAMES_ASKED, 1);
    }
  }
}
