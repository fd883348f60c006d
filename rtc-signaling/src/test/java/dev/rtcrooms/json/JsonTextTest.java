package dev.rtcrooms.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void fieldsKeepTheirOrder() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("roomLink", "https://example.org/room/1");
    fields.put("websocketAddress", "wss://example.org/room/1/websocket");
    fields.put("a", "");
    assertThat(JsonText.object(fields))
        .isEqualTo(
            "{\"roomLink\":\"https://example.org/room/1\","
                + "\"websocketAddress\":\"wss://example.org/room/1/websocket\",\"a\":\"\"}");
  }

  @Test
  void namesAndTextsAreEscaped() {
    assertThat(JsonText.object(Map.of("a\"\n", "\\\"\n\0" + (char) 0xD800 + "ß")))
        .isEqualTo("{\"a\\\"\\n\":\"\\\\\\\"\\n\\u0000\uFFFDß\"}");
  }

  @Test
  void nothingIsAnEmptyObject() {
    assertThat(JsonText.object(Map.of())).isEqualTo("{}");
  }
}
