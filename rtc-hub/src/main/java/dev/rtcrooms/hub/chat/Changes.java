package dev.rtcrooms.hub.chat;

import dev.rtcrooms.message.Deleted;
import dev.rtcrooms.message.Edited;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Reacted;
import dev.rtcrooms.message.Said;
import java.util.function.UnaryOperator;

/** The effect of the recorded events of a chat on the message that they name; any thread. */
final class Changes {

  private Changes() {}

  /** The number of the message that an event changes, or 0 if it changes none. */
  static long messageOf(Event event) {
    if (event instanceof Edited edited) {
      return edited.message();
    }
    if (event instanceof Deleted deleted) {
      return deleted.message();
    }
    return event instanceof Reacted reacted ? reacted.message() : 0;
  }

  /** The change; none for other events, and for an edit that is obsolete. */
  static UnaryOperator<Said> of(Event event, long offset) {
    if (event instanceof Edited edited && edited.text() != null) {
      String text = edited.text();
      return said -> said.edit(text, offset);
    }
    if (event instanceof Deleted) {
      return Said::delete;
    }
    if (event instanceof Reacted reacted) {
      return said -> said.react(reacted.emoji(), reacted.user(), reacted.on());
    }
    return said -> said;
  }
}
