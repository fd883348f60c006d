package dev.rtcrooms.hub.command;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.recording.Recorder;
import dev.rtcrooms.message.Fields;
import java.util.Optional;

/**
 * Something that is answered once: when it was handled and the events that it recorded are stored.
 * For the mailbox.
 */
interface Answerable extends Recorder.Cause {

  /**
   * It was handled without a refusal.
   *
   * @param answer the data of the reply, if there is any
   */
  void handled(Optional<Fields> answer);

  /** It was refused; only the first refusal counts. */
  void refuse(Refusal why);

  /** It was refused because of an exception that is no refusal. */
  default void fail(Refusal why, Throwable cause) {
    refuse(why);
  }

  /** Runs a part of the handling, before an observer if there is one. */
  default void run(Runnable part) {
    part.run();
  }
}
