package dev.rtcrooms.ice;

import java.util.Locale;
import java.util.Optional;

/** The source of a candidate (RFC 8445 §5.1.1, RFC 8839 §5.1); any thread. */
public enum CandidateType {
  /** An address of the machine itself. */
  HOST(126),
  /** An address that a NAT shows, as seen by a STUN server. */
  SRFLX(100),
  /** An address that a NAT shows, as seen by the peer in a connectivity check. */
  PRFLX(110),
  /** An address of a TURN server that relays. */
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
