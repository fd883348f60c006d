package dev.rtcrooms;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.RoomListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A room. Any thread may call its methods, unless a method says otherwise. No method blocks.
 *
 * <p>A room runs its tasks one at a time, in its <em>mailbox</em>, on threads of the rooms'
 * executor. Code that runs there, such as that of a feature, needs no locks. Other code enters the
 * mailbox by {@link #execute} and {@link #call}. An exception of a task is logged and stops nothing
 * else.
 */
public interface Room {

  /**
   * Returns the room's id, which is a capability: a user who knows it may ask to participate.
   *
   * @return the id in the room link
   */
  UUID id();

  /**
   * Returns the id in the stream link, which is for watchers. Only the holder of the secret can
   * compute {@link #id()} from it.
   *
   * @return 32 characters of the base64url alphabet (RFC 4648 §5)
   */
  String streamId();

  /**
   * Returns the clients of this room and the way to send them events.
   *
   * @return the hub, whose methods are for the mailbox only
   */
  Hub hub();

  /**
   * Returns the recorded events of this room.
   *
   * @return the history, whose methods are for the mailbox only
   */
  History history();

  /**
   * Finds a feature of this room; for the mailbox, like the feature itself.
   *
   * @param type the feature's class
   * @param <F> the feature's type
   * @return the room's own instance
   * @throws java.util.NoSuchElementException if no such feature was added to the builder
   */
  <F extends Feature> F feature(Class<F> type);

  /**
   * Sends an event to its type's audience, after all tasks that were given before: {@link
   * Hub#broadcast(Event)} for any thread.
   *
   * @param event of a type that was declared to the builder
   */
  default void broadcast(Event event) {
    execute(() -> hub().broadcast(event));
  }

  /**
   * Disconnects all clients of a user, and the user's connections that wait to enter. It does not
   * keep the user out: refuse it in your login or admission, or ban it by {@code Moderation}.
   *
   * @param userId the {@link User#id()}
   * @param reason what the user is told
   */
  void disconnect(String userId, CloseReason reason);

  /**
   * Returns an attribute of this room, such as its title. Clients see only the one that {@link
   * RoomsBuilder#roomInfo} was given.
   *
   * @param key the attribute
   * @param <T> the type of the value
   * @return the value, or empty if there is none
   */
  <T> Optional<T> attribute(AttributeKey<T> key);

  /**
   * Sets an attribute of this room until the room ends. If clients see it, they are told.
   *
   * @param key the attribute
   * @param value its value, or null to remove it
   * @param <T> the type of the value
   * @throws IllegalArgumentException if another key of the same name is present, or the value is
   *     shown to clients and too large; nothing is changed then
   */
  <T> void setAttribute(AttributeKey<T> key, @Nullable T value);

  /** {@return the room at this moment, as other threads see it} */
  RoomSummary summary();

  /**
   * Runs a task in the mailbox, after all tasks that were given before. If the room is closed, the
   * task does not run.
   *
   * @param task must not block
   */
  void execute(Runnable task);

  /**
   * Runs a task in the mailbox and returns its result.
   *
   * @param task must not block
   * @param <T> the result's type
   * @return completes in the mailbox; fails with what the task threw, or with {@link
   *     IllegalStateException} if the room is closed
   */
  <T> CompletionStage<T> call(Callable<T> task);

  /**
   * Runs a task with a feature of this room in the mailbox, as {@link #execute(Runnable)} does:
   *
   * <pre>{@code
   * room.execute(Moderation.class, moderation -> moderation.ban("u-7", Duration.ofHours(1)));
   * }</pre>
   *
   * @param type the feature's class
   * @param task must not block
   * @param <F> the feature's type
   */
  default <F extends Feature> void execute(Class<F> type, Consumer<? super F> task) {
    execute(() -> task.accept(feature(type)));
  }

  /**
   * Runs a task with a feature of this room in the mailbox, and returns its result.
   *
   * @param type the feature's class
   * @param task must not block
   * @param <F> the feature's type
   * @param <T> the result's type
   * @return as {@link #call(Callable)}; fails with {@link java.util.NoSuchElementException} if no
   *     such feature was added to the builder
   */
  default <F extends Feature, T> CompletionStage<T> call(
      Class<F> type, Function<? super F, ? extends T> task) {
    return call(() -> task.apply(feature(type)));
  }

  /**
   * Runs a task in the mailbox later, unless the room is closed by then.
   *
   * @param delay from now
   * @param task must not block
   * @return cancels the task if it has not begun
   */
  Cancellable after(Duration delay, Runnable task);

  /**
   * Returns the time of the rooms' {@link dev.rtcrooms.spi.Scheduler}.
   *
   * @return now
   */
  Instant now();

  /**
   * Returns the limits of the rooms, for features that have limits of their own.
   *
   * @return the builder's limits
   */
  Limits limits();

  /**
   * Returns the host's listener, for features that have something to tell it.
   *
   * @return a listener whose methods return at once and pass the call on to the one that {@link
   *     RoomsBuilder#listener} set, if any
   */
  RoomListener listener();

  /**
   * Disconnects all clients and ends the room. Idempotent.
   *
   * <p>If the clients {@linkplain CloseReason#shouldReconnect() should reconnect}, the room's past
   * is kept for when it opens again. Otherwise it is deleted, unless {@link
   * RoomsBuilder#keepHistory} is set.
   *
   * @param reason sent to the clients
   */
  void close(CloseReason reason);

  /**
   * Returns a stage that completes when the room has ended, for any reason, and its clients were
   * told. Clients whose connections have another lane than the mailbox may be told later.
   *
   * @return completes with the reason, on a thread of the rooms' executor
   */
  CompletionStage<CloseReason> closed();
}
