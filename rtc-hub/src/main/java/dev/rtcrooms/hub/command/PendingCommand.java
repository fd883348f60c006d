package dev.rtcrooms.hub.command;

import dev.rtcrooms.Hub;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.spi.CommandObserver.Handling;
import dev.rtcrooms.spi.HistoryStore.Retry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command that is to be answered once: when it was handled and the events that it recorded are
 * stored. For the mailbox.
 */
final class PendingCommand implements Answerable {

  private static final Logger LOG = LoggerFactory.getLogger(PendingCommand.class);

  static final Refusal NOT_RECORDED =
      Refusal.of(
          Refusal.NOT_RECORDED, "This could not be stored, and nobody received it; try again");

  /** Offsets begin with 1. */
  private static final long NOTHING = 0;

  private final Hub hub;
  private final Sender client;
  private final @Nullable String ref;
  private final Command command;
  private @Nullable List<PendingCommand> retries;
  private @Nullable Cached cached;
  private @Nullable Consumer<Optional<String>> whenAnswered;
  private @Nullable Handling observed;
  private int unrecorded;
  private boolean handled;
  private long recorded = NOTHING;
  private @Nullable Refusal refusal;
  private @Nullable Throwable failure;
  private @Nullable Fields data;
  private boolean answered;

  PendingCommand(Hub hub, Sender client, @Nullable String ref, Command command) {
    this.hub = hub;
    this.client = client;
    this.ref = ref;
    this.command = command;
  }

  /** Gives a retry this command's answer as soon as there is one. */
  void repeatFor(PendingCommand retry) {
    if (retries == null) {
      retries = new ArrayList<>(1);
    }
    retries.add(retry);
  }

  /** Calls this once with the code of the refusal, or with none, when the answer is determined. */
  void whenAnswered(Consumer<Optional<String>> told) {
    whenAnswered = told;
  }

  /** Makes this the observer of the handling; see {@link #run}. */
  void observedBy(Handling handling) {
    observed = handling;
  }

  @Override
  public void run(Runnable part) {
    if (observed == null || answered) {
      part.run();
    } else {
      observed.run(part);
    }
  }

  /** Where a command that may be retried is remembered. */
  record Cached(RetryCache cache, Retry retry) {}

  /** The command is in a cache, which is told the answer. */
  void cachedIn(RetryCache cache, Retry retry) {
    cached = new Cached(cache, retry);
  }

  /** The command is a retry of one that was answered. */
  void answeredEarlier(long offset, @Nullable Fields answer) {
    recorded = offset;
    handled(Optional.ofNullable(answer));
  }

  @Override
  public @Nullable Retry retry() {
    return cached == null ? null : cached.retry;
  }

  @Override
  public void recording() {
    unrecorded++;
  }

  @Override
  public void recorded(long offset) {
    unrecorded--;
    recorded = offset;
    answerIfDone();
  }

  @Override
  public void notRecorded() {
    unrecorded--;
    refuse(NOT_RECORDED);
  }

  @Override
  public void handled(Optional<Fields> answer) {
    data = answer.orElse(null);
    handled = true;
    answerIfDone();
  }

  @Override
  public void refuse(Refusal why) {
    if (refusal == null) {
      refusal = why;
    }
    handled(Optional.empty());
  }

  @Override
  public void fail(Refusal why, Throwable cause) {
    if (refusal == null) {
      failure = cause;
    }
    refuse(why);
  }

  private void answerIfDone() {
    if (answered || !handled || unrecorded > 0) {
      return;
    }
    answered = true;
    if (cached != null) {
      remember(cached);
    }
    answer(this);
    if (retries != null) {
      retries.forEach(this::answer);
    }
    Optional<String> code = Optional.ofNullable(refusal).map(Refusal::code);
    if (whenAnswered != null) {
      whenAnswered.accept(code);
    }
    if (observed != null) {
      endObservation(observed, code);
    }
  }

  private void endObservation(Handling handling, Optional<String> code) {
    try {
      handling.end(code, Optional.ofNullable(failure));
    } catch (RuntimeException e) {
      LOG.error("The observer of commands failed", e);
    }
  }

  private void remember(Cached in) {
    if (refusal == null) {
      in.cache.answered(in.retry, this, recorded, data);
    } else {
      in.cache.refused(in.retry, this);
    }
  }

  private void answer(PendingCommand asked) {
    if (refusal != null) {
      send(asked, Refused.of(asked.ref, refusal, asked.command));
    } else if (asked.ref != null) {
      send(asked, new Replied(asked.ref, recorded == NOTHING ? null : recorded, data));
      if (data != null) {
        asked.client.rate().answered(data.size());
      }
    }
  }

  private void send(PendingCommand asked, Event event) {
    hub.send(asked.client, event);
  }
}
