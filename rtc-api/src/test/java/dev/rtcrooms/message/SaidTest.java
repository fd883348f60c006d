package dev.rtcrooms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.User;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What edits, deletions and reactions make of a message. */
class SaidTest {

  private static final Said HELLO =
      new Said("id", "client", User.of("ann"), "hello", Instant.ofEpochMilli(7));

  @Test
  void anOlderEditDoesNotUndoANewerOne() {
    Said edited = HELLO.edit("three", 30);

    assertThat(edited.edit("two", 20)).isEqualTo(edited);
    assertThat(edited.edit("three", 30)).isEqualTo(edited);
    assertThat(edited.edit("four", 40).text()).isEqualTo("four");
  }

  @Test
  void anEditWithoutANumberKeepsTheNumberOfTheFormerOne() {
    assertThat(HELLO.edit("two", 20).edit("three", 0).edited()).isEqualTo(20);
    assertThat(HELLO.edit("two", 0).text()).isEqualTo("two");
  }

  @Test
  void aDeletedMessageStaysDeleted() {
    Said deleted = HELLO.react("+1", "bob", true).delete();

    assertThat(deleted.edit("back", 9)).isEqualTo(deleted);
    assertThat(deleted.react("+1", "bob", true)).isEqualTo(deleted);
    assertThat(deleted.text()).isEmpty();
    assertThat(deleted.reactions()).isEmpty();
    assertThat(deleted.delete()).isEqualTo(deleted);
  }

  @Test
  void reactionsAreASetPerEmoji() {
    Said twice = HELLO.react("+1", "bob", true).react("+1", "bob", true);

    assertThat(twice.reactions()).containsExactly(new Reaction("+1", List.of("bob")));
    assertThat(twice.react("+1", "eve", false)).isEqualTo(twice);
    assertThat(twice.react("+1", "bob", false)).isEqualTo(HELLO);
    assertThat(twice.react("-1", "ann", true).reactions()).hasSize(2);
  }

  @Test
  void aMessageToSendHasBoundedFields() {
    assertThat(new Say(null, "x", null, List.of("ann", "ann")).mentions()).containsExactly("ann");
    assertThatThrownBy(() -> new Say(null, "x", 0L, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Say(null, "x", null, Collections.nCopies(51, "ann")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Say(null, "x", null, List.of("")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new React(1, "a b", true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new React(1, "a\u0007", true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
