package dev.rtcrooms.ice;

/** The recommended formula for a candidate's priority (RFC 8445 §5.1.2.1); any thread. */
public final class CandidatePriority {

  private static final int MAX_TYPE = 126;
  private static final int MAX_LOCAL = 65_535;
  private static final int MAX_COMPONENT = 256;

  private CandidatePriority() {}

  /**
   * Computes 2^24 × type preference + 2^8 × local preference + 256 − component.
   *
   * @param typePreference from 0 to 126; {@link CandidateType#preference()} has the recommended
   *     ones
   * @param localPreference from 0 to 65,535; 65,535 if the machine has one address
   * @param component from 1 to 256; 1 for RTP, 2 for RTCP
   * @return from 0 to 2^31 - 1; 0, which is not a valid priority, only if all parts are minimal
   * @throws IllegalArgumentException if a part is out of its bounds
   */
  public static int of(int typePreference, int localPreference, int component) {
    check("type preference", typePreference, 0, MAX_TYPE);
    check("local preference", localPreference, 0, MAX_LOCAL);
    check("component", component, 1, MAX_COMPONENT);
    return (typePreference << 24) + (localPreference << 8) + (MAX_COMPONENT - component);
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "The " + name + " must be from " + min + " to " + max + ", not " + value);
    }
  }
}
