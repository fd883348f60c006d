package dev.rtcrooms.hub.command;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.hub.recording.Recorder;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.RecordFormat;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what features handle, as their results say; for the mailbox. */
final class Results {

  private static final Logger LOG = LoggerFactory.getLogger(Results.class);

  static final Refusal FAILED = Refusal.of(Refusal.INTERNAL, "The server could not carry this out");

  private final Recorder recorder;
  private final AsyncCalls calls;

  Results(Recorder recorder, AsyncCalls calls) {
    this.recorder = recorder;
    this.calls = calls;
  }

  /** Lets features handle a command, to which everything belongs that they record meanwhile. */
  void handle(Answerable asked, MessageType<?> type, Supplier<Result> features) {
    attributed(asked, () -> settle(features.get(), type, asked));
  }

  /** Runs a part of a command: what it records belongs to the command, and it may refuse it. */
  private void attributed(Answerable asked, Runnable part) {
    recorder.attributeTo(asked);
    try {
      asked.run(part);
    } catch (RuntimeException | Error e) {
      fail(asked, e);
    } finally {
      recorder.attributeTo(null);
    }
  }

  private void settle(Result result, MessageType<?> type, Answerable asked) {
    Optional<RecordFormat<?>> reply = type.reply();
    if (result == Result.UNHANDLED) {
      throw new IllegalStateException("The continuation of a command left it unhandled");
    } else if (result.next().isPresent()) {
      calls.await(
          () -> result.stage().orElseThrow(),
          value -> attributed(asked, () -> settle(result.next().get().apply(value), type, asked)),
          failure -> fail(asked, failure));
    } else if (result.stage().isPresent()) {
      calls.await(
          () -> result.stage().get().thenApply(value -> data(reply, value)),
          asked::handled,
          failure -> fail(asked, failure));
    } else if (result.data().isPresent() && reply.isEmpty()) {
      throw new IllegalStateException(
          type.type().getName() + " needs MessageType.withReply to be answered with data");
    } else {
      asked.handled(data(reply, result.data().orElse(null)));
    }
  }

  /** The value of a stage is ignored if the command declares no data for its reply. */
  private static Optional<Fields> data(Optional<RecordFormat<?>> reply, @Nullable Object value) {
    return value == null ? Optional.empty() : reply.map(format -> format.fields(value));
  }

  private static void fail(Answerable asked, Throwable failure) {
    Throwable cause = AsyncCalls.cause(failure);
    if (cause instanceof RefusalException refused) {
      asked.refuse(refused.refusal());
      return;
    }
    if (cause instanceof CancellationException) {
      LOG.debug("A command was cancelled", cause); // its client has left
    } else {
      LOG.error("A command failed", cause);
    }
    asked.fail(FAILED, cause);
  }
}
