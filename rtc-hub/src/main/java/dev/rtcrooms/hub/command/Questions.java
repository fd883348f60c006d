package dev.rtcrooms.hub.command;

import dev.rtcrooms.Feature;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.hub.feature.FeatureList;
import dev.rtcrooms.hub.feature.MessageTypes;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.hub.recording.Recorder;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.spi.HistoryStore.Retry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Passes the questions of the host to a room's features; for the mailbox. */
public final class Questions {

  private final FeatureList features;
  private final MessageTypes types;
  private final Results results;

  /**
   * The questions to one room.
   *
   * @param recorder is told which question records an event
   */
  public Questions(FeatureList features, MessageTypes types, Recorder recorder, AsyncCalls calls) {
    this.features = features;
    this.types = types;
    results = new Results(recorder, calls);
  }

  /**
   * Asks the features.
   *
   * @param question of a declared type
   * @return the data of the answer, if it has any; fails with a {@link RefusalException}. It
   *     completes in the mailbox, when all events that the features recorded are stored.
   */
  public CompletionStage<Optional<Fields>> ask(Command question) {
    Question asked = new Question();
    results.handle(asked, types.of(question), () -> offer(question));
    return asked.answer;
  }

  private Result offer(Command question) {
    for (Feature feature : features.all()) {
      Result result = feature.asked(question);
      if (result != Result.UNHANDLED) {
        return result;
      }
    }
    throw new RefusalException(
        Refusal.UNSUPPORTED, "No feature of this room answers " + types.of(question).name());
  }

  /** A question of which the events are stored before it is answered. */
  private static final class Question implements Answerable {

    private final CompletableFuture<Optional<Fields>> answer = new CompletableFuture<>();
    private Optional<Fields> data = Optional.empty();
    private boolean handled;
    private int unrecorded;

    @Override
    public @Nullable Retry retry() {
      return null;
    }

    @Override
    public void recording() {
      unrecorded++;
    }

    @Override
    public void recorded(long offset) {
      unrecorded--;
      answerIfDone();
    }

    @Override
    public void notRecorded() {
      unrecorded--;
      refuse(PendingCommand.NOT_RECORDED);
    }

    @Override
    public void handled(Optional<Fields> found) {
      data = found;
      handled = true;
      answerIfDone();
    }

    @Override
    public void refuse(Refusal why) {
      answer.completeExceptionally(new RefusalException(why));
    }

    private void answerIfDone() {
      if (handled && unrecorded == 0) {
        answer.complete(data);
      }
    }
  }
}
