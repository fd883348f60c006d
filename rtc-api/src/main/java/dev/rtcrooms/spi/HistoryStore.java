package dev.rtcrooms.spi;

import dev.rtcrooms.Audience;
import dev.rtcrooms.message.Event;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Stores the recorded events of rooms. Each time a room opens, the hub opens its {@link Past} and
 * works with that until the room ends.
 *
 * <p>{@link #open} is called in the room's mailbox and must not block. Its stage may complete on
 * any thread.
 */
@FunctionalInterface
public interface HistoryStore {

  /**
   * Opens the past of a room. A store that kept all events returns them under their former epoch,
   * or under a new one whose numbers continue the former ({@link Past#since}). A store that lost
   * events, or has none, starts a new epoch without events.
   *
   * <p>The room exists already, but no client joins before its past is open. If the stage fails or
   * takes longer than {@link dev.rtcrooms.Limits#answerTimeout()}, the room ends and its clients
   * are told to reconnect. A past that arrives too late is {@linkplain Past#close() closed}.
   *
   * <p>The hub never uses two pasts of one room at once. When a room of the same id opens again,
   * the hub has called {@link Past#close()} or {@link Past#forget()} of the former past, but does
   * not wait for its stage. The store must apply the calls in this order.
   *
   * @param room the room's id
   * @return the room's past
   */
  CompletionStage<Past> open(UUID room);

  /**
   * An event to record.
   *
   * @param event the event
   * @param audience the clients that it was sent to
   * @param retry the command that caused it, if that command may be retried; must be stored with
   *     the event, because the hub recognises a retry by it after a restart
   */
  record Entry(Event event, Audience audience, @Nullable Retry retry) {

    /**
     * An event that no retryable command caused.
     *
     * @param event the event
     * @param audience the clients that it was sent to
     */
    public Entry(Event event, Audience audience) {
      this(event, audience, null);
    }

    /**
     * Returns this entry with another event in its place, as {@link Past#replace} stores it.
     *
     * @param other the event
     * @return an entry with the same audience and the same retry id
     */
    public Entry with(Event other) {
      return new Entry(other, audience, retry);
    }
  }

  /**
   * Identifies a command that its sender may send again.
   *
   * @param user the id of the sender
   * @param type the name of the command's type
   * @param id the id that the sender gave the command
   */
  record Retry(String user, String type, String id) {}

  /**
   * A recorded event.
   *
   * @param offset its number in the epoch, at least 1
   * @param entry the event
   */
  record Recorded(long offset, Entry entry) {}
}
