package dev.rtcrooms.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValuesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":2}",
        "{a:1}",
        "1 2",
        "-",
        "tru",
        "\"",
        "\"\t\"",
        "\"\n\"",
        "\"\\x\"",
        "\"\\u12\""
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> JsonValues.read(text));
  }

  @Test
  void aValueIsWrittenAsItWasRead() {
    String text = "{\"a\":[1,-2.5,\"\\u0009\\\"\\ud800\",null,true,{}]}";
    assertThat(JsonValues.write(JsonValues.read(text))).isEqualTo(text);
  }
}
