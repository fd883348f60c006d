package dev.rtcrooms.grammar;

/** Stands in for an address that is hidden, or not known yet (RFC 8839 §5.1, RFC 8840 §4.1.1). */
public final class NoAddress {

  /** The port of no address: that of the discard service. */
  public static final String PORT = "9";

  /** No IPv4 address. */
  public static final String IPV4 = "0.0.0.0";

  /** No IPv6 address. */
  public static final String IPV6 = "::";

  private NoAddress() {}
}
