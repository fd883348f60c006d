package dev.rtcrooms.hub.recording;

import dev.rtcrooms.History;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.hub.mailbox.Mailbox;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.Past;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Gives a room's features access to its past; for the mailbox. */
public final class RoomHistory implements History {

  private final Mailbox mailbox;
  private final Recorder recorder;
  private final AsyncCalls calls;

  /** The questions that have no answer yet. */
  private final Map<Long, CompletableFuture<?>> open = new HashMap<>();

  private long asked;

  private boolean ended;

  /** The history of one room. */
  public RoomHistory(Mailbox mailbox, Recorder recorder, AsyncCalls calls) {
    this.mailbox = mailbox;
    this.recorder = recorder;
    this.calls = calls;
  }

  @Override
  public CompletionStage<List<Recorded>> before(long offset, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("The limit is at least 1: " + limit);
    }
    return ask(past -> past.before(Math.min(offset, sentBefore()), limit));
  }

  /** The first number that no client has received yet. */
  private long sentBefore() {
    return recorder.position().offset() + 1;
  }

  @Override
  public CompletionStage<Void> replace(long offset, Event event) {
    return ask(past -> past.replace(offset, event));
  }

  private <T> CompletionStage<T> ask(Function<Past, CompletionStage<T>> question) {
    mailbox.requireInside();
    CompletableFuture<T> answer = new CompletableFuture<>();
    if (ended) {
      answer.completeExceptionally(new CancellationException("The room has ended"));
      return answer;
    }
    long number = ++asked;
    open.put(number, answer);
    recorder.withPast(
        past ->
            calls.await(
                () -> question.apply(past),
                found -> {
                  open.remove(number);
                  answer.complete(found);
                },
                failure -> {
                  open.remove(number);
                  answer.completeExceptionally(AsyncCalls.cause(failure));
                }));
    return answer.minimalCompletionStage();
  }

  /** Fails the questions without an answer, because the room has ended. */
  public void end() {
    ended = true;
    CancellationException failure = new CancellationException("The room has ended");
    List.copyOf(open.values()).forEach(answer -> answer.completeExceptionally(failure));
    open.clear();
  }
}
