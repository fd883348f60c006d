package dev.rtcrooms.spi;

/**
 * Where the outboxes of some connections are drained: one task at a time, in order. The hub submits
 * one task for each lane and turn, however many members of the room share it.
 */
@FunctionalInterface
public interface Lane {

  /** The mailbox of the client's own room, which needs no thread of the transport's. */
  Lane MAILBOX = Runnable::run;

  /**
   * Runs a task after all that were given before it; called on any thread, must not block. A lane
   * that has ended drops its tasks.
   *
   * @param task short; it calls {@link Connection#write} for each of the lane's connections that
   *     has something waiting and no write in flight
   */
  void execute(Runnable task);
}
