package dev.rtcrooms.ice;

/**
 * A candidate cannot be read. The message gives the reason and quotes nothing, so it may be logged
 * and sent to the client.
 */
public final class CandidateException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  CandidateException(String reason) {
    // No stack trace: it is an expected answer, and strangers can cause many.
    super("a candidate " + reason, null, false, false);
    this.reason = reason;
  }

  /**
   * The reason.
   *
   * @return a few words without anything of the candidate, such as "lacks its type"
   */
  public String reason() {
    return reason;
  }
}
