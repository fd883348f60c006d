package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.Drop;
import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.speech.Voice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A layer, and all that get its packets. For the loop's thread. */
final class LayerReceivers {

  private final Layer layer;
  private final @Nullable Voice voice;
  private final @Nullable GopCache group;
  private final LoopCounters counters;
  private final List<TrackReceiver> tracks = new ArrayList<>();
  private final List<TrackTap> taps = new ArrayList<>();
  private final RtpPacket later = new RtpPacket();

  /**
   * Nobody gets its packets yet.
   *
   * @param voice hears its audio levels; null for video, and for audio that is no speech
   * @param group keeps the pictures since the newest keyframe, for receivers that join; null to
   *     keep none
   */
  LayerReceivers(
      Layer layer, @Nullable Voice voice, @Nullable GopCache group, LoopCounters counters) {
    this.layer = layer;
    this.voice = voice;
    this.group = group;
    this.counters = counters;
  }

  Layer layer() {
    return layer;
  }

  void add(TrackReceiver track) {
    tracks.add(track);
    layer.wantKeyframe();
  }

  void remove(TrackReceiver track) {
    tracks.remove(track);
  }

  void add(TrackTap tap) {
    taps.add(tap);
    layer.wantKeyframe();
  }

  void remove(TrackTap tap) {
    taps.remove(tap);
  }

  /** Whether its packets are neither forwarded nor recorded. */
  boolean isEmpty() {
    return tracks.isEmpty() && taps.isEmpty();
  }

  /** Takes a packet of the layer, and passes it on; returns true to {@link #ask} at once. */
  boolean receive(RtpPacket packet, boolean repair, long now) {
    if (!layer.receive(packet, repair, now)) {
      return false;
    }
    long in = layer.last();
    boolean keyframe = layer.lastBeginsKeyframe();
    boolean whole = group != null && group.take(layer, packet, in, now);
    if (!AudioLevel.isHeard(voice, packet, layer.ids().audioLevel(), now)) {
      counters.drop(Drop.QUIET);
      pause();
    } else if (keyframe) {
      begin(packet, in, now);
    } else {
      forward(packet, in, whole && layer.ignoresRequests() ? group : null, now);
    }
    for (int i = 0; i < taps.size(); i++) {
      taps.get(i).received(layer, packet, in, keyframe, now);
    }
    return layer.hasGap();
  }

  private void pause() {
    for (int i = 0; i < tracks.size(); i++) {
      tracks.get(i).pause();
    }
  }

  /**
   * Forwards a packet that begins no keyframe.
   *
   * @param pictures with which a track begins that waits for a keyframe; null for none
   */
  private void forward(RtpPacket packet, long in, @Nullable GopCache pictures, long now) {
    for (int i = tracks.size() - 1; i >= 0; i--) {
      TrackReceiver track = tracks.get(i);
      if (pictures != null && track.isWaitingFor(layer)) {
        pictures.replay(layer, track, now);
      } else {
        track.forward(layer, packet, in, /* keyframe= */ false, now);
      }
    }
  }

  /**
   * Forwards the first packet of a keyframe. It may have been lost and come late; then the tracks
   * that begin with it get those that follow it as well, which came before.
   */
  private void begin(RtpPacket packet, long in, long now) {
    for (int i = tracks.size() - 1; i >= 0; i--) {
      TrackReceiver track = tracks.get(i);
      boolean begun = track.isSending(layer);
      track.forward(layer, packet, in, /* keyframe= */ true, now);
      if (!begun && track.isSending(layer)) {
        catchUp(track, in, now);
      }
    }
  }

  private void catchUp(TrackReceiver track, long begin, long now) {
    for (long next = begin + 1; next <= layer.newest(); next++) {
      if (layer.cache().find(next, later)) {
        track.forward(layer, later, next, /* keyframe= */ false, now);
      }
    }
  }

  /** Adds requests that are due to a report. Packets that nobody gets are not asked for. */
  void ask(RtcpWriter report, int self, long now) {
    layer.ask(report, self, !isEmpty(), now);
  }
}
