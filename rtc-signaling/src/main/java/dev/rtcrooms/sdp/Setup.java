package dev.rtcrooms.sdp;

import java.util.Locale;

/** The DTLS role of the sender of a description (RFC 4145 §4, RFC 8842 §5); any thread. */
public enum Setup {
  /** The sender begins the handshake. */
  ACTIVE,
  /** The other side begins the handshake. */
  PASSIVE,
  /** Either side: the answer decides. */
  ACTPASS,
  /** Neither side, for now. */
  HOLDCONN;

  /** In any case, as browsers read it. */
  static Setup read(Cursor value) throws SdpException {
    return switch (value.token().toLowerCase(Locale.ROOT)) {
      case "active" -> ACTIVE;
      case "passive" -> PASSIVE;
      case "actpass" -> ACTPASS;
      case "holdconn" -> HOLDCONN;
      default -> throw value.refusal("has an unknown role");
    };
  }

  /** The table of RFC 4145 §4.1. */
  boolean isAnsweredBy(Setup answer) {
    return switch (this) {
      case ACTIVE -> answer == PASSIVE || answer == HOLDCONN;
      case PASSIVE -> answer == ACTIVE || answer == HOLDCONN;
      case ACTPASS -> answer != ACTPASS;
      case HOLDCONN -> answer == HOLDCONN;
    };
  }
}
