package dev.rtcrooms.examples.owntransport;

import dev.rtcrooms.CloseReason;
import java.io.IOException;

/** Thrown for input that breaks the rules of this transport; the connection is then closed. */
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
