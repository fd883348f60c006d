package dev.rtcrooms.sdp;

/** A session description that may not be relayed. */
public final class SdpException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;

  SdpException(int line, String reason) {
    super("line " + line + ": " + reason, null, false, false);
    this.line = line;
  }

  /**
   * Where the description is wrong.
   *
   * @return the line's number, from 1
   */
  public int line() {
    return line;
  }
}
