package dev.rtcrooms.sdp;

/**
 * One media section of a session description (RFC 8866 §5.14); immutable.
 *
 * @param line where it begins, from 1
 * @param kind what its first field says: {@code audio}, {@code video} or {@code application}, as a
 *     rule
 * @param data whether it describes data channels (RFC 8841) and not media
 * @param rejected whether it is refused or ended (RFC 3264 §6, §8.2)
 * @param direction its own, or else the session's (RFC 8866 §6.7)
 */
public record MediaSection(
    int line, String kind, boolean data, boolean rejected, Direction direction) {

  /**
   * Tells whether the one who describes it sends media. Data channels have no direction (RFC 8841
   * §9.2) and are no media.
   *
   * @return true if media is sent in this section
   */
  public boolean sends() {
    return !data && !rejected && direction.sends();
  }
}
