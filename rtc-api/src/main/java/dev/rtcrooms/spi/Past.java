package dev.rtcrooms.spi;

import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The recorded events of one room, from its opening to its end. Called in the room's mailbox, so
 * never by two threads at once. No method may block, and a stage may complete on any thread.
 *
 * <p>Calls take effect in the order in which the hub makes them. The hub starts an append when the
 * former one has completed, failed or exceeded {@link dev.rtcrooms.Limits#answerTimeout()}. The
 * store must not apply a late append after a newer call.
 */
public interface Past {

  /**
   * The end of the past at the time of its opening.
   *
   * @return the epoch, and the number of the last recorded event; 0 if there is none
   */
  Position end();

  /**
   * Records the events of a turn, all or none of them, numbered from {@code after + 1}.
   *
   * <p>The hub knows the number of the last event that was sent, and the store may know another:
   *
   * <ul>
   *   <li>If the store has events after {@code after}, their append failed for the hub. They were
   *       sent to nobody, and the store drops them.
   *   <li>If the store ends before {@code after}, the numbers between are missing: events were sent
   *       but could not be recorded, or the store lost them. From then on {@link #since} knows no
   *       position before {@code after}.
   * </ul>
   *
   * <p>The list may be empty. Then only {@code after} counts.
   *
   * @param after the number before the first event, zero or more
   * @param entries the events, in their order; unmodifiable
   * @return completes when the events are stored; if it fails, they are sent to nobody or sent
   *     without a number
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
   * Reads everything after a position, for a client that resumes.
   *
   * @param position where the client was
   * @return all events after the position, oldest first; or an empty optional if the position is of
   *     another epoch or after the end, or if an event or number after it is missing. Never a part.
   */
  CompletionStage<Optional<List<Recorded>>> since(Position position);

  /**
   * Deletes the past, because the room has ended for good. The next opening begins a new epoch. The
   * last call on this object; affects no later opening.
   *
   * @return completes when the past is deleted
   */
  CompletionStage<Void> forget();

  /**
   * Ends the use of this object and keeps the events, because the room may open again. The last
   * call on this object.
   *
   * @return completes when everything that was appended is stored
   */
  CompletionStage<Void> close();
}
