package dev.rtcrooms.netty;

import dev.rtcrooms.CloseReason;

/** A protocol violation by a client, which ends its connection; without a stack trace. */
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

  /** Tells whether frames can still be read after it. */
  boolean readable() {
    return reason.code() != 1002;
  }
}
