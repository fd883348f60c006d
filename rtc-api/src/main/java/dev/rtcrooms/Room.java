package dev.rtcrooms;

import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * One meeting place: any thread may call its methods, and none blocks.
 *
 * <p>All that happens in a room happens one thing at a time, in the room's <em>mailbox</em>, on
 * threads that the host lends. What a feature or the host does there needs no locks. Everybody else
 * enters by {@link #execute} and {@link #call}. What throws there is logged and harms nobody.
 */
public interface Room {

  /**
   * The room's id, which is a capability: who knows it may knock at the participants' role.
   *
   * @return the id in the room link
   */
  UUID id();

  /**
   * The id in the stream link, which leads to the watchers' role and cannot be turned into {@link
   * #id()} without the secret.
   *
   * @return 32 characters of the base64url alphabet (RFC 4648 §5)
   */
  String streamId();

  /**
   * The clients of this room and the order in which they hear things.
   *
   * @return the hub, whose methods are for the mailbox only
   */
  Hub hub();

  /**
   * Finds what the room can do; for the mailbox, like the feature itself.
   *
   * @param type the feature's class
   * @param <F> the feature's type
   * @return the room's own instance
   * @throws java.util.NoSuchElementException if no such feature was added to the builder
   */
  <F extends Feature> F feature(Class<F> type);

  /**
   * Runs a task in the mailbox, after all that was sent there before it. If the room is closed, the
   * task does not run.
   *
   * @param task must not block
   */
  void execute(Runnable task);

  /**
   * Runs a task in the mailbox and gives back what it returned.
   *
   * @param task must not block
   * @param <T> the result's type
   * @return completes in the mailbox; fails with what the task threw, or with {@link
   *     IllegalStateException} if the room is closed
   */
  <T> CompletionStage<T> call(Callable<T> task);

  /**
   * Runs a task in the mailbox later, unless the room is closed by then.
   *
   * @param delay from now
   * @param task must not block
   * @return cancels the task if it has not begun
   */
  Cancellable after(Duration delay, Runnable task);

  /**
   * The time, as the rooms' {@link dev.rtcrooms.spi.Scheduler} has it.
   *
   * @return now
   */
  Instant now();

  /**
   * All bounds of the rooms, for features that have bounds of their own.
   *
   * @return what the builder was given
   */
  Limits limits();

  /**
   * Disconnects all clients and ends the room. Idempotent.
   *
   * <p>If the clients {@linkplain CloseReason#shouldReconnect() should reconnect}, the room's past
   * is kept for when it opens again. Otherwise it is deleted, unless {@link
   * Rooms.Builder#keepHistory} is set.
   *
   * @param reason sent to the clients
   */
  void close(CloseReason reason);

  /**
   * Completes when the room has ended, for whatever reason, and its clients were told so; those
   * whose connections have a lane of their own may still be told.
   *
   * @return completes with the reason, on a thread of the rooms' executor
   */
  CompletionStage<CloseReason> closed();
}
