package dev.rtcrooms.ice;

/**
 * A candidate that cannot be read. Its message says why and quotes nothing, so that it may be
 * logged and sent back.
 */
public final class CandidateException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  CandidateException(String reason) {
    // No stack trace: it is an answer, and candidates come from strangers.
    super("a candidate " + reason, null, false, false);
    this.reason = reason;
  }

  /**
   * What is wrong with it.
   *
   * @return a few words without anything of the candidate, such as "lacks its type"
   */
  public String reason() {
    return reason;
  }
}
