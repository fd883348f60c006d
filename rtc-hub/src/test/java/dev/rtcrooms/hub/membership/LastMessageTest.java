package dev.rtcrooms.hub.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Outgoing;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastMessageTest {
  private final LastMessage last = new LastMessage();

  private record Note(String text) implements CustomEvent {
    static final MessageType<Note> TYPE =
        MessageType.of(
            "note",
            Note.class,
            fields -> new Note(fields.text("text")),
            (note, fields) -> fields.text("text", note.text));
  }

  @Test
  void anEventThatIsSentAgainIsTheSameMessage() {
    Members members = new Members(List.of());
    Outgoing first = last.with(Members.TYPE, members);

    assertThat(last.with(Members.TYPE, members)).isSameAs(first);
  }

  @Test
  void anEqualEventIsAnotherMessage() {
    Outgoing first = last.with(Members.TYPE, new Members(List.of()));

    assertThat(last.with(Members.TYPE, new Members(List.of()))).isNotSameAs(first);
  }

  @Test
  void anEventOfTheHostIsEncodedEachTime() {
    Note note = new Note("it may hold what changes");
    Outgoing first = last.with(Note.TYPE, note);

    assertThat(last.with(Note.TYPE, note)).isNotSameAs(first);
  }
}
