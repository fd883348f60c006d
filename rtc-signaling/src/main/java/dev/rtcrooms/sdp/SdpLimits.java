package dev.rtcrooms.sdp;

/**
 * How large a session description may be. Each bound is enforced while reading, before anything
 * over it is kept.
 *
 * @param bytes in all, as UTF-8 with its line endings
 * @param lines in all
 * @param lineBytes in one line, as UTF-8 without its ending; so also the longest attribute
 * @param mediaSections in all
 */
public record SdpLimits(int bytes, int lines, int lineBytes, int mediaSections) {

  /**
   * 64 KiB, which is what a message may hold by default; 4,096 lines of 8,192 bytes; 128 media
   * sections. Browsers' descriptions have 2 to 20 KiB and lines of at most a few hundred bytes;
   * only an identity assertion (RFC 8827 §5) is longer.
   */
  public static final SdpLimits DEFAULT = new SdpLimits(64 * 1024, 4096, 8192, 128);

  /** For what this package has written itself. */
  static final SdpLimits NONE =
      new SdpLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  /**
   * Takes the bounds as they are.
   *
   * @throws IllegalArgumentException if one is less than 1
   */
  public SdpLimits {
    if (bytes < 1 || lines < 1 || lineBytes < 1 || mediaSections < 1) {
      throw new IllegalArgumentException("Every limit is at least 1");
    }
  }
}
