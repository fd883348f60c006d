package dev.rtcrooms.ice;

import java.util.Optional;

/**
 * Lets only relayed candidates pass, so that users do not learn each other's addresses: the {@code
 * relay} policy of RFC 9429 §3.5.3, which a browser applies to itself, applied by a host to
 * everybody. It goes further than the modes of RFC 8828 §5.2, which leave server-reflexive
 * candidates in.
 */
public final class RelayOnly {

  private RelayOnly() {}

  /**
   * Tells whether a candidate may pass.
   *
   * @param candidate any
   * @return true if it is relayed
   */
  public static boolean admits(IceCandidate candidate) {
    return candidate.type().orElse(null) == CandidateType.RELAY;
  }

  /**
   * What of a candidate may pass: a relayed one names, as its related address, the very address
   * that is to be kept (RFC 8839 §5.1).
   *
   * @param candidate any
   * @return the candidate without its related address, or empty if it is not relayed
   */
  public static Optional<IceCandidate> filter(IceCandidate candidate) {
    return admits(candidate) ? Optional.of(candidate.withoutRelated()) : Optional.empty();
  }
}
