package dev.rtcrooms.sdp;

import java.util.OptionalInt;

/** The SCTP attributes of a section of data channels (RFC 8841). Immutable; any thread. */
public final class Sctp {

  /** The default (RFC 8841 §6.1). */
  private static final long DEFAULT_MESSAGE_SIZE = 64 * 1024;

  private final SdpAttributes own;

  Sctp(SdpAttributes own) {
    this.own = own;
  }

  /**
   * The SCTP port (RFC 8841 §5).
   *
   * @return from 0 to 65,535, or empty if the section does not give it
   */
  public OptionalInt port() {
    Integer port = own.value(KnownAttributes.SCTP_PORT).orElse(null);
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /**
   * The largest message that is received (RFC 8841 §6).
   *
   * @return in bytes; 0 for any size
   */
  public long maxMessageSize() {
    return own.value(KnownAttributes.MAX_MESSAGE_SIZE).orElse(DEFAULT_MESSAGE_SIZE);
  }

  @Override
  public String toString() {
    return "Sctp[" + port() + "]";
  }
}
