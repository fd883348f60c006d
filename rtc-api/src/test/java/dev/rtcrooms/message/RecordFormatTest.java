package dev.rtcrooms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordFormatTest {

  private enum Mood {
    CALM,
    VERY_WILD
  }

  private record Ballot(
      @Size(min = 2, max = 5) String title,
      @Nullable String note,
      Optional<Integer> votes,
      boolean open,
      Mood mood,
      Instant since,
      Duration lasting,
      @Size(max = 2) List<@Size(max = 3) String> choices,
      List<Integer> counts,
      Person by,
      List<Person> voters) {}

  private record Person(String name, List<Person> friends) {}

  private record Strict(int age) {
    Strict {
      if (age < 0) {
        throw new IllegalArgumentException("age is 0 or more");
      }
    }
  }

  private record Holder(Strict strict) {}

  private static final RecordFormat<Ballot> FORMAT = RecordFormat.of(Ballot.class);
  private static final Person ANN = new Person("Ann", List.of(new Person("Bob", List.of())));

  private static Ballot ballot() {
    return new Ballot(
        "cats",
        null,
        Optional.of(3),
        true,
        Mood.VERY_WILD,
        Instant.ofEpochMilli(12),
        Duration.ofMillis(34),
        List.of("yes", "no"),
        List.of(1, 2),
        ANN,
        List.of(ANN));
  }

  /** The fields of a good ballot, but for one. */
  private static Fields changed(String field, @Nullable Object value) {
    Fields good = FORMAT.fields(ballot());
    Fields.Builder changed = Fields.builder();
    good.names().stream()
        .filter(name -> !name.equals(field))
        .forEach(name -> good.writeTo(new OnlyField(name, changed)));
    return value == null ? changed.build() : changed.put(field, value).build();
  }

  private static Refusal refusal(Fields fields) {
    return refusal(FORMAT, fields);
  }

  private static Refusal refusal(RecordFormat<?> format, Fields fields) {
    try {
      format.read(fields);
    } catch (RefusalException e) {
      return e.refusal();
    }
    throw new AssertionError("Not refused");
  }

  @Test
  void aRecordComesBackAsItWas() {
    assertThat(FORMAT.read(FORMAT.fields(ballot()))).isEqualTo(ballot());
  }

  @Test
  void eachComponentIsAFieldOfItsName() {
    Fields fields = FORMAT.fields(ballot());

    assertThat(fields.names())
        .containsExactly(
            "title", "votes", "open", "mood", "since", "lasting", "choices", "counts", "by",
            "voters");
    assertThat(fields.text("mood")).isEqualTo("very-wild");
    assertThat(fields.number("since")).isEqualTo(12);
    assertThat(fields.number("lasting")).isEqualTo(34);
    assertThat(fields.numbers("counts")).containsExactly(1L, 2L);
  }

  @Test
  void whatIsOptionalMayBeAbsentAndNothingElse() {
    assertThat(FORMAT.read(changed("votes", null)).votes()).isEmpty();
    assertThat(FORMAT.read(changed("note", "n")).note()).isEqualTo("n");
    for (String field : List.of("title", "open", "mood", "since", "choices", "by", "voters")) {
      Refusal refusal = refusal(changed(field, null));
      assertThat(refusal.code()).isEqualTo(Refusal.MISSING_FIELD);
      assertThat(refusal.field()).contains(field);
    }
  }

  @Test
  void aTextOrListBeyondItsSizeIsRefusedByName() {
    assertThat(refusal(changed("title", "x")).text()).isEqualTo("title has 2 to 5 characters");
    assertThat(refusal(changed("title", "abcdef")).field()).contains("title");
    assertThat(refusal(changed("choices", List.of("a", "b", "c"))).text())
        .isEqualTo("choices has at most 2 elements");
    assertThat(refusal(changed("choices", List.of("a", "long"))).field()).contains("choices[1]");
  }

  @Test
  void aValueThatTheComponentCannotHaveIsRefusedByName() {
    assertThat(refusal(changed("mood", "sad")).text()).isEqualTo("mood is one of calm, very-wild");
    assertThat(refusal(changed("votes", 1L << 31)).text()).isEqualTo("votes is out of range");
    assertThat(refusal(changed("counts", List.of(0L, 1L << 31))).field()).contains("counts[1]");
    assertThat(refusal(changed("open", "yes")).code()).isEqualTo(Refusal.BAD_FIELD);
    Fields nobody = Fields.builder().put("friends", List.of()).build();
    assertThat(refusal(changed("by", nobody)).field()).contains("by.name");
  }

  @Test
  void whatAConstructorObjectsToIsRefused() {
    Fields young = Fields.of(f -> f.number("age", -1));
    Fields holder = Fields.builder().put("strict", young).build();

    Refusal refusal = refusal(RecordFormat.of(Holder.class), holder);

    assertThat(refusal.field()).contains("strict");
    assertThat(refusal.text()).isEqualTo("age is 0 or more");
    assertThatThrownBy(() -> RecordFormat.of(Strict.class).read(young))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private record Mapped(Map<String, String> map) {}

  private record Fractional(double share) {}

  private record Nested(List<List<String>> lists) {}

  private record OptionalList(Optional<List<String>> lists) {}

  private record Raw(@SuppressWarnings("rawtypes") List list) {}

  private record Sized(@Size(max = 1) int number) {}

  private record Turned(@Size(min = 2, max = 1) String text) {}

  private record Inside(Mapped mapped) {}

  @Test
  void whatNoFieldCanHoldIsRefusedWhenTheFormatIsDerived() {
    for (Class<? extends Record> bad :
        List.of(
            Mapped.class,
            Fractional.class,
            Nested.class,
            OptionalList.class,
            Raw.class,
            Sized.class,
            Turned.class,
            Inside.class)) {
      assertThatThrownBy(() -> RecordFormat.of(bad))
          .as(bad.getSimpleName())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("RecordFormatTest$");
    }
  }

  @Test
  void aLookupThatCannotSeeTheRecordIsRefused() {
    assertThatThrownBy(() -> RecordFormat.of(Person.class, MethodHandles.publicLookup()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MethodHandles.lookup()");
    assertThat(RecordFormat.of(Person.class, MethodHandles.lookup()).type())
        .isEqualTo(Person.class);
  }

  private record Enveloped(String ref) implements CustomCommand {}

  @Test
  void noMessageHasAFieldOfTheEnvelope() {
    assertThatThrownBy(() -> MessageType.of("enveloped", Enveloped.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ref");
    assertThat(RecordFormat.of(Enveloped.class).fields(new Enveloped("r")).text("ref"))
        .isEqualTo("r");
  }

  @Test
  void aRequiredComponentThatIsNullIsNotWritten() {
    assertThatThrownBy(() -> RecordFormat.of(Holder.class).fields(new Holder(null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("strict");
  }
}
