package dev.rtcrooms.sdp;

/**
 * A session description that cannot be read, or may not be relayed. Its message names the line and
 * the reason and quotes nothing, so that it may be logged and sent back.
 */
public final class SdpException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final String reason;

  SdpException(int line, String reason) {
    // No stack trace: it is an answer, and descriptions come from strangers.
    super("line " + line + ": " + reason, null, false, false);
    this.line = line;
    this.reason = reason;
  }

  /**
   * Where the description is wrong.
   *
   * @return the line's number, from 1; one more than there are lines if something is missing at the
   *     end
   */
  public int line() {
    return line;
  }

  /**
   * What is wrong with it.
   *
   * @return a few words without anything of the description
   */
  public String reason() {
    return reason;
  }
}
