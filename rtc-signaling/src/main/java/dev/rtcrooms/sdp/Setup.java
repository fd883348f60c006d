package dev.rtcrooms.sdp;

/** Who begins the DTLS handshake (RFC 4145 §4, RFC 8842 §5). */
public enum Setup {
  /** The one who says this begins. */
  ACTIVE,
  /** The other one begins. */
  PASSIVE,
  /** Either: the answer decides. */
  ACTPASS,
  /** Nobody, for now. */
  HOLDCONN;

  static Setup read(Cursor value) throws SdpException {
    return switch (value.token()) {
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
