package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that get the packets of one layer. For the loop's thread. */
final class LayerReceivers {

  private final Layer layer;
  private final List<ForwardedTrack> tracks = new ArrayList<>();
  private final List<TrackTap> taps = new ArrayList<>();
  private final RtpPacket later = new RtpPacket();

  LayerReceivers(Layer layer) {
    this.layer = layer;
  }

  void add(ForwardedTrack track) {
    tracks.add(track);
  }

  void remove(ForwardedTrack track) {
    tracks.remove(track);
  }

  void add(TrackTap tap) {
    taps.add(tap);
  }

  void remove(TrackTap tap) {
    taps.remove(tap);
  }

  boolean isEmpty() {
    return tracks.isEmpty() && taps.isEmpty();
  }

  /** Forwards nothing until the next packet that is forwarded. */
  void pause() {
    tracks.forEach(ForwardedTrack::pause);
  }

  /**
   * Forwards a packet that begins no keyframe.
   *
   * @param pictures with which a track begins that waits for a keyframe; null for none
   */
  void forward(RtpPacket packet, long in, @Nullable GopCache pictures, long now) {
    for (int i = tracks.size() - 1; i >= 0; i--) {
      ForwardedTrack track = tracks.get(i);
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
  void begin(RtpPacket packet, long in, long now) {
    for (int i = tracks.size() - 1; i >= 0; i--) {
      ForwardedTrack track = tracks.get(i);
      boolean begun = track.isSending(layer);
      track.forward(layer, packet, in, /* keyframe= */ true, now);
      if (!begun && track.isSending(layer)) {
        catchUp(track, in, now);
      }
    }
  }

  private void catchUp(ForwardedTrack track, long begin, long now) {
    for (long next = begin + 1; next <= layer.newest(); next++) {
      if (layer.cache().find(next, later)) {
        track.forward(layer, later, next, /* keyframe= */ false, now);
      }
    }
  }

  /** Copies any packet. */
  void copy(RtpPacket packet, long in, boolean keyframe, long now) {
    for (int i = 0; i < taps.size(); i++) {
      taps.get(i).received(layer, packet, in, keyframe, now);
    }
  }
}
