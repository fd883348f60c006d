package dev.rtcrooms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {

  private static Fields place() {
    return Fields.of(
        f ->
            f.text("name", "é")
                .text("absent", null)
                .number("floor", 3)
                .flag("open", true)
                .texts("tags", List.of("a", "b"))
                .numbers("rows", List.of(1L, 2L))
                .object("inner", "x", (x, in) -> in.text("x", x))
                .objects("list", List.of("y"), (y, in) -> in.text("y", y)));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Fields place = place();

    assertThat(place.names())
        .containsExactly("name", "floor", "open", "tags", "rows", "inner", "list");
    assertThat(place.text("name")).isEqualTo("é");
    assertThat(place.number("floor")).isEqualTo(3);
    assertThat(place.flag("open")).isTrue();
    assertThat(place.texts("tags")).containsExactly("a", "b");
    assertThat(place.numbers("rows")).containsExactly(1L, 2L);
    assertThat(place.<String>object("inner", in -> in.text("x"))).isEqualTo("x");
    assertThat(place.<String>objects("list", in -> in.text("y"))).containsExactly("y");
    assertThat(Fields.of(place::writeTo)).isEqualTo(place).hasSameHashCodeAs(place);
  }

  @Test
  void sizeIsTheBytesOfNamesAndTextsAndEightForEachNumber() {
    assertThat(Fields.none().size()).isZero();
    assertThat(Fields.of(f -> f.text("é", "ab")).size()).isEqualTo(4);
    assertThat(Fields.of(f -> f.number("n", 1).flag("f", false)).size()).isEqualTo(1 + 8 + 1 + 1);
    assertThat(place().size()).isEqualTo(6 + 13 + 5 + 6 + 20 + 7 + 6);
  }

  @Test
  void theOrderOfFieldsDoesNotMatter() {
    Fields one = Fields.of(f -> f.number("a", 1).number("b", 2));

    assertThat(Fields.of(f -> f.number("b", 2).number("a", 1))).isEqualTo(one);
    assertThat(Fields.of(f -> f.number("b", 2))).isNotEqualTo(one);
  }

  @Test
  void noValueIsShown() {
    assertThat(place().toString()).contains("name", "inner").doesNotContain("é", "3", "x=");
  }

  @Test
  void aFieldThatOccursTwiceOrIsUnusableIsRefusedWhenItIsRead() {
    Fields bad =
        Fields.builder()
            .put("twice", null)
            .put("twice", "t")
            .put("huge", Fields.unusable("is out of range"))
            .put("list", List.of("a", Fields.unusable("is null")))
            .build();

    assertThatThrownBy(() -> bad.text("twice")).hasMessageContaining("twice occurs twice");
    assertThatThrownBy(() -> bad.number("huge")).hasMessageContaining("huge is out of range");
    assertThatThrownBy(() -> bad.texts("list")).hasMessageContaining("list[1] is null");
    assertThat(bad.fields()).isEqualTo(Fields.none());
  }

  @Test
  void aFieldOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> place().numbers("tags"))
        .isInstanceOfSatisfying(
            RefusalException.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo(Refusal.BAD_FIELD));
    assertThatThrownBy(() -> place().optionalFlag("name")).hasMessageContaining("true or false");
  }
}
