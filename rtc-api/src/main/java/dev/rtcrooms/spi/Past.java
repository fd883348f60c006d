package dev.rtcrooms.spi;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The recorded events of one room, for one opening of the room. The hub calls it in the room's
 * mailbox, so never from two threads at once. No method may block. A stage may complete on any
 * thread.
 *
 * <p>Calls take effect in the order in which the hub makes them. The hub starts an append when the
 * former one has completed, failed or exceeded {@link dev.rtcrooms.Limits#answerTimeout()}. The
 * store must not apply a late append after a newer call.
 *
 * <p>If the room's past was opened again elsewhere, every stage fails with {@link
 * TakenOverException}, and nothing is stored or deleted.
 */
public interface Past {

  /**
   * Returns the end of the past at the time of its opening.
   *
   * @return the epoch, and the number of the last recorded event; 0 if there is none
   */
  Position end();

  /**
   * Stores the events of a turn, all or none of them, with numbers from {@code after + 1}.
   *
   * <p>The hub determines {@code after} from the events that it has sent. It may differ from the
   * number of the last event in the store:
   *
   * <ul>
   *   <li>If the store has events after {@code after}, the hub regards their append as failed and
   *       has sent them to nobody. The store deletes them.
   *   <li>If the store ends before {@code after}, the events between are missing: they were sent
   *       but not stored, or the store lost them. From then on, {@link #since} returns empty for
   *       each position before {@code after}.
   * </ul>
   *
   * <p>If the list is empty, the store adjusts its end to {@code after} in the same way.
   *
   * @param after the number before the first event, zero or more
   * @param entries the events, in their order; unmodifiable
   * @return completes when the events are stored; if it fails, the hub sends them to nobody, or
   *     sends them without a number
   */
  CompletionStage<Void> append(long after, List<Entry> entries);

  /**
   * Reads events before a number, in order to page backwards.
   *
   * @param offset the number; {@link Long#MAX_VALUE} to begin with the newest event
   * @param limit how many events at most, at least 1
   * @return the newest events before the number, oldest first; empty if there are none
   */
  CompletionStage<List<Recorded>> before(long offset, int limit);

  /**
   * Reads the newest events.
   *
   * @param limit how many events at most, at least 1
   * @return the events, oldest first
   */
  default CompletionStage<List<Recorded>> newest(int limit) {
    return before(Long.MAX_VALUE, limit);
  }

  /**
   * Replaces an event, for example by a chat message without its text. The event keeps its number,
   * its audience and its retry id. From then on, all methods return the new event, and the store
   * does not keep the old one. If the store does not have the event, nothing happens.
   *
   * @param offset the number of the event
   * @param event the event to store in its place
   * @return completes when the event is replaced
   */
  CompletionStage<Void> replace(long offset, Event event);

  /**
   * Reads all events after a position, for a client that resumes. The position may be of an earlier
   * epoch, if the store knows that this past continues it and where the earlier epoch ended.
   *
   * @param position the last position of the client
   * @return all events after the position, oldest first; or an empty optional if the position is of
   *     an unknown epoch, or after the end of its epoch, or if an event after it is missing. Never
   *     only some of the events. If it fails, the hub asks again for {@link
   *     dev.rtcrooms.Limits#answerTimeout()}, and the client waits.
   */
  CompletionStage<Optional<List<Recorded>>> since(Position position);

  /**
   * Returns how many events this past keeps in memory, for {@link dev.rtcrooms.RoomStats}. Any
   * thread.
   *
   * @return 0 for a store that keeps its events elsewhere
   */
  default int keptEvents() {
    return 0;
  }

  /**
   * Returns how much memory the kept events take. Any thread.
   *
   * @return an estimate in bytes, 0 for a store that keeps its events elsewhere
   */
  default long keptBytes() {
    return 0;
  }

  /**
   * Deletes the past, because the room has ended for good. The next opening begins a new epoch,
   * whose events this call must not delete. The last call on this object.
   *
   * @return completes when the past is deleted
   */
  CompletionStage<Void> forget();

  /**
   * Ends the use of this object and keeps the events, because the room may open again. The last
   * call on this object.
   *
   * @return completes when all appended events are stored
   */
  CompletionStage<Void> close();
}
