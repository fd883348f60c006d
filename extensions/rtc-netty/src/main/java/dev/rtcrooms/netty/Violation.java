package dev.rtcrooms.netty;

import dev.rtcrooms.CloseReason;

/** What a client did against the rules; the connection ends for it. It carries no stack trace. */
final class Violation extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient CloseReason reason;

  Violation(CloseReason reason) {
    super(reason.text(), null, false, false);
    this.reason = reason;
  }

  /** A frame that RFC 6455 does not allow (§7.4.1). */
  static Violation ofProtocol(String what) {
    return new Violation(new CloseReason(1002, what));
  }

  /** Text that is not UTF-8, or compressed data that is not DEFLATE (RFC 6455 §8.1). */
  static Violation ofData(String what) {
    return new Violation(new CloseReason(1007, what));
  }

  CloseReason reason() {
    return reason;
  }

  /** Whether what follows on the wire can still be read as frames. */
  boolean readable() {
    return reason.code() != 1002;
  }
}
