package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/** Gets a publisher's track, in one layer at a time. For the loop's thread. */
interface TrackReceiver {

  /** Whether it shows the track larger than a layer is, so that a larger one is useful. */
  boolean isShownLargerThan(Layer layer);

  /**
   * The publisher sends a layer from another source.
   *
   * @param before null if the layer is new
   */
  void replaced(@Nullable Layer before, Layer next);

  /** Tells whether it gets nothing, and waits for a keyframe of a layer to begin with. */
  boolean isWaitingFor(Layer source);

  /** Tells whether it gets this layer at present. */
  boolean isSending(Layer source);

  /** Takes a packet of a layer, which it may begin with if that begins a keyframe. */
  void forward(Layer source, RtpPacket packet, long in, boolean keyframe, long now);

  /** Skips a packet and those after it, until the next that is forwarded: it leaves no gap. */
  void pause();

  /** Sends nothing again of what was sent up to now. */
  void forgetSent();
}
