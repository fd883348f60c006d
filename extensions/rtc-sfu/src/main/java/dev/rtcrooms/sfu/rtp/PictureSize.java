package dev.rtcrooms.sfu.rtp;

/**
 * The size of a picture. Immutable; any thread.
 *
 * @param width in pixels; 0 if it is not known
 * @param height in pixels; 0 if it is not known
 */
public record PictureSize(int width, int height) {

  /** Of a picture that does not say it. */
  public static final PictureSize UNKNOWN = new PictureSize(0, 0);

  /**
   * Returns a size that was read.
   *
   * @param width in pixels
   * @param height in pixels
   * @return unknown if one of them is no size
   */
  static PictureSize of(int width, int height) {
    return width > 0 && height > 0 ? new PictureSize(width, height) : UNKNOWN;
  }

  /**
   * Tells whether the size is known.
   *
   * @return false for {@link #UNKNOWN}
   */
  public boolean isKnown() {
    return width > 0 && height > 0;
  }
}
