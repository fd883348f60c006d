package dev.rtcrooms.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void fieldsKeepTheirOrder() {
    assertThat(
            JsonText.object(
                fields ->
                    fields
                        .text("roomLink", "https://example.org/room/1")
                        .number("status", 404)
                        .text("a", "")))
        .isEqualTo("{\"roomLink\":\"https://example.org/room/1\",\"status\":404,\"a\":\"\"}");
  }

  @Test
  void namesAndTextsAreEscaped() {
    assertThat(JsonText.object(fields -> fields.text("a\"\n", "\\\"\n\0" + (char) 0xD800 + "ß")))
        .isEqualTo("{\"a\\\"\\n\":\"\\\\\\\"\\n\\u0000\uFFFDß\"}");
  }

  @Test
  void nothingIsAnEmptyObject() {
    assertThat(JsonText.object(fields -> {})).isEqualTo("{}");
  }
}
