package dev.rtcrooms;

/** Thrown to refuse a command or a user; any thread. Has no stack trace, as it is an answer. */
public final class RefusalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  /**
   * Wraps a refusal.
   *
   * @param refusal what the client is told
   */
  public RefusalException(Refusal refusal) {
    super(refusal.code() + ": " + refusal.text(), null, false, false);
    this.refusal = refusal;
  }

  /**
   * Refuses with a code and a sentence.
   *
   * @param code one of {@link Refusal}'s constants, or the host's own
   * @param text one sentence
   */
  public RefusalException(String code, String text) {
    this(Refusal.of(code, text));
  }

  /**
   * Returns the refusal that is sent to the client.
   *
   * @return the refusal
   */
  public Refusal refusal() {
    return refusal;
  }
}
