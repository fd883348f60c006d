package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.Losses;
import dev.rtcrooms.sfu.rtp.PacketCache;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.Unwrapper;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The source of a publisher's track, until another takes its place. Finds losses, keeps packets for
 * receivers, and asks for repairs and keyframes. For the loop's thread.
 */
public final class Layer {

  private static final int VIDEO_CACHE = 512;
  private static final int AUDIO_CACHE = 256;

  private final int ssrc;
  private final TrackFormat format;
  private final ExtensionIds ids;
  private final LoopCounters counters;
  private final Unwrapper unwrapper = new Unwrapper();
  private final Losses losses = new Losses();
  private final PacketCache cache;
  private final Reception reception;
  private final KeyframeRequests keyframes = new KeyframeRequests();
  private final List<ForwardedTrack> receivers = new ArrayList<>();
  private final long[] missing = new long[Losses.MAX];
  private long newestKeyframe = -1;
  private long keyframeTimestamp = -1;

  Layer(int ssrc, TrackFormat format, ExtensionIds ids, LoopCounters counters) {
    this.ssrc = ssrc;
    this.format = format;
    this.ids = ids;
    this.counters = counters;
    this.cache = new PacketCache(format.video() == null ? AUDIO_CACHE : VIDEO_CACHE);
    this.reception = new Reception(format.clockRate());
  }

  int ssrc() {
    return ssrc;
  }

  TrackFormat format() {
    return format;
  }

  ExtensionIds ids() {
    return ids;
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

  void add(ForwardedTrack receiver) {
    receivers.add(receiver);
    wantKeyframe();
  }

  void remove(ForwardedTrack receiver) {
    receivers.remove(receiver);
  }

  /** Does nothing for audio, which has none. */
  void wantKeyframe() {
    if (format.video() != null) {
      keyframes.want();
    }
  }

  /** Takes a packet of this source, and forwards it to all receivers. */
  void receive(RtpPacket packet, boolean repair, long now) {
    long in = unwrapper.unwrap(packet.sequence());
    Losses.Arrival arrival = losses.received(in, TimeUnit.NANOSECONDS.toMillis(now));
    if (arrival == Losses.Arrival.DUPLICATE) {
      return;
    }
    if (repair) {
      counters.add(Count.REPAIRED, 1);
    }
    reception.received(in, packet.timestamp(), now);
    if (arrival == Losses.Arrival.BROKEN) {
      wantKeyframe();
    }
    boolean keyframe = noteKeyframe(packet, in, now);
    if (packet.payloadLength() > 0) {
      cache.put(in, packet);
    }
    for (int i = 0; i < receivers.size(); i++) {
      receivers.get(i).forward(packet, in, keyframe, now);
    }
  }

  private boolean noteKeyframe(RtpPacket packet, long in, long now) {
    VideoCodec codec = format.video();
    if (codec == null || packet.payloadLength() == 0) {
      return false;
    }
    boolean begins = codec.beginsKeyframe(packet.bytes(), packet.payload(), packet.payloadLength());
    if (begins && in > newestKeyframe) {
      newestKeyframe = in;
      keyframeTimestamp = packet.timestamp();
      keyframes.keyframe(now);
      losses.giveUp(in);
    }
    keyframes.count(packet.payloadLength(), packet.timestamp() == keyframeTimestamp);
    return begins;
  }

  /** Adds requests that are due to a report. */
  void ask(RtcpWriter report, int self, long now) {
    // Without repairs too, so that what is lost is given up after a while.
    int count = losses.take(TimeUnit.NANOSECONDS.toMillis(now), missing);
    if (count > 0 && format.repairType() >= 0) {
      report.nack(self, ssrc, missing, count);
      counters.add(Count.NACKED, count);
    }
    if (keyframes.take(now, losses.roundTrip())) {
      report.keyframe(self, ssrc);
      counters.add(Count.KEYFRAMES_ASKED, 1);
    }
  }
}
