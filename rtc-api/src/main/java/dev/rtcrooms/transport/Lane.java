package dev.rtcrooms.transport;

/**
 * Runs the writes to a group of connections: one task at a time, in order. A room submits one task
 * for each lane and turn, however many of its clients share the lane, and none while an earlier
 * task is unfinished. A task writes to at most 256 connections and then submits the next, so that a
 * lane can serve its sockets in between.
 */
@FunctionalInterface
public interface Lane {

  /**
   * The mailbox of the client's room, which needs no thread of the transport. After the first task
   * of a turn, further tasks run on the rooms' executor, still one at a time.
   */
  Lane MAILBOX = Runnable::run;

  /**
   * Runs a task after all tasks that were given before; called on any thread, must not block. A
   * lane that has ended discards its tasks, and keeps none.
   *
   * @param task short; it calls {@link Connection#write} for each of the lane's connections that
   *     has something waiting and no write in flight
   */
  void execute(Runnable task);
}
