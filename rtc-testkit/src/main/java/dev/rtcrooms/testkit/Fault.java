package dev.rtcrooms.testkit;

import java.time.Duration;

/** A fault of the connection between a client and the rooms; immutable, any thread. */
public sealed interface Fault {

  /**
   * A fault of a network, or of the client behind it: in memory by {@link TestClient#suffer}, on
   * real sockets by {@link FaultyNetwork#suffer}.
   */
  sealed interface OfNetwork extends Fault {}

  /** A fault that only a transport in memory can have. */
  sealed interface OfTransport extends Fault {}

  /**
   * The client does not read. In memory a write begins, but does not end before the client resumes;
   * on sockets nothing is read from the server.
   */
  record Stall() implements OfNetwork {}

  /**
   * The client reads slowly. In memory each write ends after the pause; on sockets at most 4 KiB
   * are read from the server after each pause.
   *
   * @param pause more than zero
   */
  record SlowReader(Duration pause) implements OfNetwork {}

  /**
   * What the rooms send arrives later, in its order, and the rooms do not notice.
   *
   * @param time how much later
   */
  record Delay(Duration time) implements OfNetwork {}

  /**
   * The connection breaks in the middle of what the rooms send, and both sides are told.
   *
   * @param bytes how many of them arrive at most from now on, or from the beginning of a later
   *     connection; in memory those of a message are estimated, and only whole writes arrive
   */
  record CutAt(long bytes) implements OfNetwork {}

  /**
   * The network is gone: nothing arrives any more, not even what is under way, and no side is
   * notified. A connection that has vanished stays so, whatever fault comes next.
   */
  record Vanish() implements OfNetwork {}

  /**
   * The connection is broken, which only a write shows.
   *
   * @param cause the failure of each write
   */
  record FailingWrites(Throwable cause) implements OfTransport {}

  /**
   * The transport has a bug: {@code write} throws.
   *
   * @param bug the exception
   */
  record ThrowingWrites(RuntimeException bug) implements OfTransport {}
}
