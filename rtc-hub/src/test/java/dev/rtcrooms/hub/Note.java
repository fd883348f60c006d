package dev.rtcrooms.hub;

import dev.rtcrooms.Audience;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.MessageType;

/** Something that everybody hears and that is not recorded; sent by a client, it is passed on. */
public record Note(String text) implements CustomCommand, CustomEvent {

  public static final MessageType<Note> TYPE =
      MessageType.of(
              "note", Note.class, f -> new Note(f.text("text")), (n, f) -> f.text("text", n.text))
          .withAudience(Audience.EVERYONE);
}
