package dev.rtcrooms.hub;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command that has yet to be answered: it is answered once, when it was handled and all that it
 * recorded is stored. A room remembers a thousand commands for retries, so an answered command
 * keeps no more than its answer. For the mailbox.
 */
final class Pending implements Recorder.Command {

  private static final Refusal NOT_RECORDED =
      Refusal.of(Refusal.NOT_RECORDED, "This could not be recorded, so nobody heard it; try again");

  /** Offsets begin with 1. */
  private static final long NOTHING = 0;

  private final LiveHub hub;
  private @Nullable LiveClient client;
  private @Nullable String ref;
  private @Nullable List<Pending> retries;
  private @Nullable Runnable whenRefused;
  private int unrecorded;
  private boolean handled;
  private long recorded = NOTHING;
  private @Nullable Refusal refusal;
  private @Nullable Fields data;
  private boolean answered;

  Pending(LiveHub hub, LiveClient client, @Nullable String ref) {
    this.hub = hub;
    this.client = client;
    this.ref = ref;
  }

  /** The retry is given this command's answer, now or when it is there. */
  void repeatFor(Pending retry) {
    if (answered) {
      answer(retry);
    } else {
      if (retries == null) {
        retries = new ArrayList<>(1);
      }
      retries.add(retry);
    }
  }

  void whenRefused(Runnable task) {
    whenRefused = task;
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

  /** The features are done with the command, and this is the data of the reply. */
  void handled(Optional<Fields> answer) {
    data = answer.orElse(null);
    handled = true;
    answerIfDone();
  }

  void refuse(Refusal why) {
    if (refusal == null) {
      refusal = why;
    }
    handled(Optional.empty());
  }

  private void answerIfDone() {
    if (answered || !handled || unrecorded > 0) {
      return;
    }
    answered = true;
    if (refusal != null && whenRefused != null) {
      whenRefused.run();
    }
    answer(this);
    if (retries != null) {
      retries.forEach(this::answer);
    }
    forget();
  }

  private void forget() {
    client = null;
    ref = null;
    retries = null;
    whenRefused = null;
  }

  private void answer(Pending asked) {
    if (refusal != null) {
      send(asked, new Refused(asked.ref, refusal));
    } else if (asked.ref != null) {
      send(asked, new Replied(asked.ref, recorded == NOTHING ? null : recorded, data));
    }
  }

  private void send(Pending asked, Event event) {
    if (asked.client != null) {
      hub.send(asked.client, event);
    }
  }
}
