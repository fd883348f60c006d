package dev.rtcrooms.ice;

import java.util.Optional;

/**
 * Lets only relayed candidates pass, so that users do not learn each other's addresses. This is the
 * {@code relay} policy of RFC 9429 §3.5.3, which a browser applies to itself, applied by a host to
 * everybody. It goes further than the modes of RFC 8828 §5.2, which keep server-reflexive
 * candidates. Any thread.
 */
public final class RelayOnly {

  private RelayOnly() {}

  /**
   * Tells whether a candidate may pass.
   *
   * @param candidate any candidate
   * @return true if it is relayed
   */
  public static boolean admits(IceCandidate candidate) {
    return candidate.type().orElse(null) == CandidateType.RELAY;
  }

  /**
   * Removes the related address from a relayed candidate, because that is the address to hide (RFC
   * 8839 §5.1). Drops other candidates.
   *
   * @param candidate any candidate
   * @return the candidate without its related address, or empty if it may not pass
   */
  public static Optional<IceCandidate> filter(IceCandidate candidate) {
    if (!admits(candidate)) {
      return Optional.empty();
    }
    IceCandidate hidden = candidate.withoutRelated();
    return hidden.toString().length() > IceCandidate.MAX_CHARS
        ? Optional.empty()
        : Optional.of(hidden);
  }
}
