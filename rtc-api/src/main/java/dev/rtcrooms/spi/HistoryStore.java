package dev.rtcrooms.spi;

import dev.rtcrooms.Audience;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Keeps what rooms have recorded. Called in a room's mailbox; no method may block, and every stage
 * may complete on any thread. For one room the hub never has two appends under way. A stage that
 * fails, or takes longer than {@link dev.rtcrooms.Limits#answerTimeout()}, loses the event and
 * nothing else.
 */
public interface HistoryStore {

  /**
   * Opens a room's history, which begins a new epoch unless the store has kept the old one whole.
   *
   * @param room the room
   * @return where the room's past ends
   */
  CompletionStage<Position> open(UUID room);

  /**
   * Records an event.
   *
   * @param room an open room
   * @param entry what was said, and to whom
   * @return where the event now stands; another epoch than before if the past was lost meanwhile:
   *     then all who are in the room are disconnected, to come back and begin anew
   */
  CompletionStage<Position> append(UUID room, Entry entry);

  /**
   * Gives back all that was recorded after a position.
   *
   * @param room an open room
   * @param position where a client was
   * @return everything after it, oldest first; or an empty optional if the position is of another
   *     epoch, lies ahead, or some of what followed is gone. Never a part.
   */
  CompletionStage<Optional<List<Recorded>>> since(UUID room, Position position);

  /**
   * Forgets a room that has ended.
   *
   * @param room the room
   * @return completes when it is forgotten
   */
  CompletionStage<Void> forget(UUID room);

  /**
   * What is to be recorded.
   *
   * @param event what was said
   * @param audience who heard it
   */
  record Entry(Event event, Audience audience) {}

  /**
   * What was recorded.
   *
   * @param offset its number in the epoch, at least 1
   * @param entry what was said, and to whom
   */
  record Recorded(long offset, Entry entry) {}
}
