package dev.rtcrooms.hub;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way to its one answer: it is answered when it was handled and all that it
 * recorded is kept. A room remembers a thousand of them for retries, so what is answered keeps no
 * more than its answer. For the mailbox.
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

  void handled() {
    handled = true;
    answerIfDone();
  }

  void refuse(Refusal why) {
    if (refusal == null) {
      refusal = why;
    }
    handled();
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
      send(asked, new Replied(asked.ref, recorded == NOTHING ? null : recorded));
    }
  }

  private void send(Pending asked, Event event) {
    if (asked.client != null) {
      hub.send(asked.client, event);
    }
  }
}
