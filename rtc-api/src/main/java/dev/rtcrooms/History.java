package dev.rtcrooms;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The recorded events of a room, for its features; for the room's mailbox. The stages complete in
 * the mailbox. They fail if the store fails, if it takes longer than {@link
 * Limits#answerTimeout()}, or if the room ends.
 */
public interface History {

  /**
   * Reads events backwards.
   *
   * @param offset only events with a smaller number are read; {@link Long#MAX_VALUE} to begin with
   *     the newest
   * @param limit how many events at most, at least 1
   * @return the newest of these events, oldest first; empty if the store has none
   */
  CompletionStage<List<Recorded>> before(long offset, int limit);

  /**
   * Replaces a recorded event in the store, such as a message whose text was edited or deleted. The
   * event keeps its number, its audience and its retry id, and is sent to nobody. Clients that
   * resume later receive the new event.
   *
   * @param offset the number of the event; if the store does not have it any more, nothing happens
   * @param event of the same type
   * @return completes when the store has replaced the event
   */
  CompletionStage<Void> replace(long offset, Event event);
}
