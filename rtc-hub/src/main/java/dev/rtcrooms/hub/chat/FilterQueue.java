package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.Room;
import dev.rtcrooms.spi.Cancellable;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Passes the texts of each user through the host's filter, one after the other; for the mailbox.
 */
final class FilterQueue {

  private final Room room;
  private final @Nullable ChatFilter filter;

  /** The texts of each user, by user id, of which the first is being filtered. */
  private final Map<String, ArrayDeque<Waiting>> queues = new HashMap<>();

  private static final class Waiting {
    final ChatDraft draft;
    final CompletableFuture<String> answer = new CompletableFuture<>();
    @Nullable Cancellable deadline;

    Waiting(ChatDraft draft) {
      this.draft = draft;
    }

    String user() {
      return draft.client().user().id();
    }
  }

  FilterQueue(Room room, @Nullable ChatFilter filter) {
    this.room = room;
    this.filter = filter;
  }

  /**
   * Filters a text, and continues with the result.
   *
   * @param next gets the text to send
   */
  Result pass(ChatDraft draft, Function<String, Result> next) {
    if (filter == null) {
      return next.apply(draft.text());
    }
    Waiting waiting = new Waiting(draft);
    ArrayDeque<Waiting> queue = queues.computeIfAbsent(waiting.user(), user -> new ArrayDeque<>());
    if (queue.size() >= ChatFilter.MAX_WAITING) {
      throw new RefusalException(Refusal.RATE_LIMITED, "Too many messages wait; send more slowly");
    }
    queue.add(waiting);
    waiting.deadline = room.after(room.limits().answerTimeout(), () -> expire(waiting));
    CompletionStage<String> answer = waiting.answer;
    answer.whenComplete(
        (text, failure) -> {
          if (failure != null) {
            room.execute(() -> leave(waiting));
          }
        });
    if (queue.element() == waiting) {
      begin(filter, waiting);
    }
    return Result.then(
        answer,
        text -> {
          try {
            return next.apply(text);
          } finally {
            leave(waiting);
          }
        });
  }

  private static void begin(ChatFilter filter, Waiting waiting) {
    try {
      filter
          .filter(waiting.draft)
          .whenComplete(
              (text, failure) -> {
                if (failure != null) {
                  waiting.answer.completeExceptionally(failure);
                } else if (text == null) {
                  waiting.answer.completeExceptionally(
                      new IllegalStateException("The chat filter returned no text"));
                } else {
                  waiting.answer.complete(text);
                }
              });
    } catch (RuntimeException | Error e) {
      waiting.answer.completeExceptionally(e);
    }
  }

  private void expire(Waiting waiting) {
    waiting.answer.completeExceptionally(
        new TimeoutException("The chat filter took longer than " + room.limits().answerTimeout()));
    leave(waiting);
  }

  /** The text was sent or refused: the next one of the user follows. */
  private void leave(Waiting waiting) {
    ArrayDeque<Waiting> queue = queues.get(waiting.user());
    if (queue == null || !queue.contains(waiting)) {
      return;
    }
    boolean first = queue.element() == waiting;
    queue.remove(waiting);
    if (waiting.deadline != null) {
      waiting.deadline.cancel();
    }
    if (queue.isEmpty()) {
      queues.remove(waiting.user());
    } else if (first && filter != null) {
      begin(filter, queue.element());
    }
  }
}
