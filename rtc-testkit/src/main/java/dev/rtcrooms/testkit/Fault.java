package dev.rtcrooms.testkit;

/** What can be wrong between a {@link TestClient} and the rooms. Immutable. */
public sealed interface Fault {

  /** The client reads no more: a write is taken but does not end until the client resumes. */
  record Stall() implements Fault {}

  /** The network has ended without a word: no write ever ends, and nobody is told. */
  record Vanish() implements Fault {}

  /**
   * The connection is broken, and only who writes finds out.
   *
   * @param cause what each write's listener hears
   */
  record FailingWrites(Throwable cause) implements Fault {}

  /**
   * The transport has a bug: beginning a write throws.
   *
   * @param bug what is thrown
   */
  record ThrowingWrites(RuntimeException bug) implements Fault {}
}
