package dev.rtcrooms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

  @ParameterizedTest
  @ValueSource(strings = {"e:0", "Ab-_9:42", "e:9223372036854775807"})
  void whatAPositionSaysIsReadBack(String text) {
    assertThat(Position.parse(text)).hasValueSatisfying(at -> assertThat(at).hasToString(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "e",
        "e:",
        ":1",
        "e:-1",
        "e:x",
        "e:1:2",
        "e:9223372036854775808",
        "e :1",
        "é:1",
        "e\n:1",
        "012345678901234567890123456789012:1",
        "e:1 "
      })
  void whatIsNotAPositionIsNotRead(String text) {
    assertThat(Position.parse(text)).isEmpty();
  }

  @Test
  void aPositionIsWithinItsBounds() {
    assertThat(new Position("x".repeat(32), 0).offset()).isZero();
    assertThatThrownBy(() -> new Position("x".repeat(33), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Position("x", -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
