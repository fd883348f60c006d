package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.rtp.PictureSize;

/**
 * How a receiver shows a video. Immutable; any thread.
 *
 * @param width of the place where it is shown, in pixels; 0 if it is not shown
 * @param height of the place where it is shown, in pixels; 0 if it is not shown
 * @param priority the least number gets bandwidth first, and of equals the one that is larger
 */
public record Viewing(int width, int height, int priority) {

  /** A layer may be a little smaller than it is shown. */
  private static final double NEARLY = 1.2;

  private static final long AREAS = 1L << 40;

  /**
   * A video of which the receiver says nothing: as large as it is sent.
   *
   * @param priority the least number gets bandwidth first
   * @return the greatest size
   */
  public static Viewing whole(int priority) {
    return new Viewing(Integer.MAX_VALUE, Integer.MAX_VALUE, priority);
  }

  boolean isShown() {
    return width > 0 && height > 0;
  }

  /** The order of videos: the least number comes first. */
  long rank() {
    return priority * AREAS - Math.min(AREAS - 1, (long) width * height);
  }

  /** Whether no larger layer than this one is useful: it fills the place in one direction. */
  boolean isCoveredBy(Layer layer) {
    PictureSize size = layer.size();
    return size.isKnown() && (size.width() * NEARLY >= width || size.height() * NEARLY >= height);
  }
}
