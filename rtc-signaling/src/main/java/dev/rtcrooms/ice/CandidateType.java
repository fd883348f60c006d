package dev.rtcrooms.ice;

import java.util.Locale;
import java.util.Optional;

/** Where a candidate was learned (RFC 8445 §5.1.1, RFC 8839 §5.1). */
public enum CandidateType {
  /** From the machine itself. */
  HOST(126),
  /** From a STUN server: what the NAT shows. */
  SRFLX(100),
  /** From a connectivity check: what a NAT showed to the peer. */
  PRFLX(110),
  /** From a TURN server: an address that relays. */
  RELAY(0);

  private final int preference;

  CandidateType(int preference) {
    this.preference = preference;
  }

  /**
   * The recommended type preference (RFC 8445 §5.1.2.2).
   *
   * @return from 0 to 126
   */
  public int preference() {
    return preference;
  }

  /** In any case, as strings of ABNF are (RFC 5234 §2.3). */
  static Optional<CandidateType> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "host" -> Optional.of(HOST);
      case "srflx" -> Optional.of(SRFLX);
      case "prflx" -> Optional.of(PRFLX);
      case "relay" -> Optional.of(RELAY);
      default -> Optional.empty();
    };
  }
}
