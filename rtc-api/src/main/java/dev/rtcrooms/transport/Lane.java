package dev.rtcrooms.transport;

/**
 * Where the outboxes of some connections are drained: one task at a time, in order. A room submits
 * one task for each lane and turn, however many of its members share it, and none while an earlier
 * one has more to do. A task writes to 256 connections at most; if more are left, it submits the
 * next one, so a lane that then looks at its sockets first is fair to others.
 */
@FunctionalInterface
public interface Lane {

  /**
   * The mailbox of the client's own room, which needs no thread of the transport's. What is more
   * than one task's work goes on on the rooms' executor, still one task at a time.
   */
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
