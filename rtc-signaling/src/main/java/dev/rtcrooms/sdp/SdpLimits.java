package dev.rtcrooms.sdp;

/**
 * The limits on the size of a session description. The parser enforces each while it reads, and
 * keeps nothing beyond it. Immutable; any thread.
 *
 * @param bytes the bytes of the description, as UTF-8 with its line endings
 * @param lines the lines of the description
 * @param lineBytes the bytes of a line, as UTF-8 without its ending
 * @param mediaSections the media sections of the description
 */
public record SdpLimits(int bytes, int lines, int lineBytes, int mediaSections) {

  /**
   * 64 KiB, the default limit of a message; 4,096 lines of 8,192 bytes; 128 media sections. The
   * descriptions of browsers have 2 to 20 KiB, and lines of at most a few hundred bytes. Only an
   * identity assertion (RFC 8827 §5) is longer.
   */
  public static final SdpLimits DEFAULT = new SdpLimits(64 * 1024, 4096, 8192, 128);

  /** For descriptions that were checked before, or that come from the host itself. */
  public static final SdpLimits NONE =
      new SdpLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is less than 1
   */
  public SdpLimits {
    if (bytes < 1 || lines < 1 || lineBytes < 1 || mediaSections < 1) {
      throw new IllegalArgumentException("Every limit must be at least 1");
    }
  }
}
