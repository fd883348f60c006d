package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.MessageType;

/** A host's command in the versions of three clients, with the same name. Immutable. */
sealed interface Width extends CustomCommand {

  /** A command whose reader needs more than {@link Narrow} writes. */
  record Wide(String text, long number) implements Width {
    static final MessageType<Wide> TYPE =
        MessageType.of(
            "width",
            Wide.class,
            f -> new Wide(f.text("text"), f.number("number")),
            (w, f) -> f.text("text", w.text).number("number", w.number));
  }

  /** The same name, with one field only. */
  record Narrow(String text) implements Width {
    static final MessageType<Narrow> TYPE =
        MessageType.of(
            "width",
            Narrow.class,
            f -> new Narrow(f.text("text")),
            (n, f) -> f.text("text", n.text));
  }

  /** The same name, with a text in place of a number. */
  record Odd(String number) implements Width {
    static final MessageType<Odd> TYPE =
        MessageType.of(
            "width",
            Odd.class,
            f -> new Odd(f.text("number")),
            (o, f) -> f.text("text", "").text("number", o.number));
  }
}
