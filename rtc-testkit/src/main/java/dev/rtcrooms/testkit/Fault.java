package dev.rtcrooms.testkit;

/** A fault of the connection between a {@link TestClient} and the rooms; immutable, any thread. */
public sealed interface Fault {

  /** The client does not read: a write begins, but does not end before the client resumes. */
  record Stall() implements Fault {}

  /** The network is gone: no write ever ends, and no side is notified. */
  record Vanish() implements Fault {}

  /**
   * The connection is broken, which only a write shows.
   *
   * @param cause the failure of each write
   */
  record FailingWrites(Throwable cause) implements Fault {}

  /**
   * The transport has a bug: {@code write} throws.
   *
   * @param bug the exception
   */
  record ThrowingWrites(RuntimeException bug) implements Fault {}
}
