package dev.rtcrooms.examples.owntransport;

import dev.rtcrooms.CloseReason;
import java.io.IOException;

/** A client sent what no connection may carry, and is closed for it. */
final class BrokenRuleException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient CloseReason reason;

  BrokenRuleException(CloseReason reason) {
    super(reason.text());
    this.reason = reason;
  }

  CloseReason reason() {
    return reason;
  }
}
