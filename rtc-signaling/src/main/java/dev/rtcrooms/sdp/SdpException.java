package dev.rtcrooms.sdp;

/**
 * A session description cannot be read, or may not be relayed. The message names the line and the
 * reason and quotes nothing, so it may be logged and sent to the client.
 */
public final class SdpException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final String reason;

  SdpException(int line, String reason) {
    // No stack trace: it is an expected answer, and strangers can cause many.
    super("line " + line + ": " + reason, null, false, false);
    this.line = line;
    this.reason = reason;
  }

  /**
   * The line that is wrong.
   *
   * @return the number of the line, from 1; one after the last if something is missing at the end
   */
  public int line() {
    return line;
  }

  /**
   * The reason.
   *
   * @return a few words without anything of the description
   */
  public String reason() {
    return reason;
  }
}
