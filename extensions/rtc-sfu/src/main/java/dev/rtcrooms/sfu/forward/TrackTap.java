package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.rtp.RtpPacket;

/** Gets all packets of a publisher's track, whoever receives it. For the loop's thread. */
@FunctionalInterface
public interface TrackTap {

  /**
   * A packet has come; packets that were received before are left out.
   *
   * @param layer its source
   * @param packet must not be changed, nor used after the call
   * @param in its extended sequence number; perhaps less than those before
   * @param keyframe whether it begins a keyframe of video
   * @param now as of {@link System#nanoTime}
   */
  void received(Layer layer, RtpPacket packet, long in, boolean keyframe, long now);
}
