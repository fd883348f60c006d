package dev.rtcrooms.sfu.forward;

import java.util.concurrent.TimeUnit;

/**
 * When to ask a publisher for a keyframe. One keyframe serves all who asked; keyframes are costly,
 * so the next request waits. Times are nanoseconds of any clock. Not thread-safe.
 */
final class KeyframeRequests {

  /** The least time between a keyframe and the next request. */
  static final long SPACING = TimeUnit.SECONDS.toNanos(1);

  /** The least time while keyframes cost more than a share of the bytes. */
  static final long COSTLY_SPACING = TimeUnit.SECONDS.toNanos(3);

  private static final long SHORTEST_REPEAT = TimeUnit.MILLISECONDS.toNanos(300);
  private static final double COSTLY = 0.15;

  /** Bytes are forgotten by half each time that this many were counted. */
  private static final long WINDOW = 1 << 20;

  private boolean wanted;
  private boolean came;
  private long lastKeyframe;
  private boolean asked;
  private long lastAsked;
  private int asks;
  private boolean ignored;
  private long bytes;
  private long keyframeBytes;

  /** Somebody needs a keyframe. */
  void want() {
    wanted = true;
  }

  /** A keyframe has begun. */
  void keyframe(long now) {
    if (asks == 1) {
      ignored = false;
    }
    asks = 0;
    wanted = false;
    asked = false;
    came = true;
    lastKeyframe = now;
  }

  /** Tells whether the publisher did not answer the first request, when it was asked last. */
  boolean areIgnored() {
    return ignored;
  }

  /** Counts the bytes of a packet. */
  void count(int length, boolean ofKeyframe) {
    bytes += length;
    keyframeBytes += ofKeyframe ? length : 0;
    if (bytes > WINDOW) {
      bytes /= 2;
      keyframeBytes /= 2;
    }
  }

  /** Tells whether to ask now, and if so assumes that the caller does. */
  boolean take(long now, int roundTripMillis) {
    if (!wanted || (came && now - lastKeyframe < spacing())) {
      return false;
    }
    long repeat = Math.max(SHORTEST_REPEAT, TimeUnit.MILLISECONDS.toNanos(roundTripMillis));
    if (asked && now - lastAsked < repeat) {
      return false;
    }
    asked = true;
    lastAsked = now;
    if (++asks > 1) {
      ignored = true;
    }
    return true;
  }

  private long spacing() {
    return keyframeBytes > COSTLY * bytes && bytes > WINDOW / 4 ? COSTLY_SPACING : SPACING;
  }
}
