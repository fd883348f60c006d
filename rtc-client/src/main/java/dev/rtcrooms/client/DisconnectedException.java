package dev.rtcrooms.client;

import dev.rtcrooms.CloseReason;

/** There is no connection to the room, so a command was not sent or its answer is not known. */
public final class DisconnectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient CloseReason reason;

  DisconnectedException(CloseReason reason) {
    super("The connection has ended: " + reason.text() + " (" + reason.code() + ")");
    this.reason = reason;
  }

  /**
   * Returns why the connection ended.
   *
   * @return the reason that the server gave, or {@link CloseReason#LOST}
   */
  public CloseReason reason() {
    return reason;
  }
}
