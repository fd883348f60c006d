package dev.rtcrooms.json;

import static dev.rtcrooms.json.Frames.read;
import static dev.rtcrooms.json.Frames.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.transport.Inbound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answer belongs to which command. */
class ReadingRefsTest {
  @Test
  void theRefIsReadEvenIfTheRestIsBad() {
    assertThat(rejected("{\"type\":\"say\",\"text\":7,\"ref\":\"r\"}").ref()).isEqualTo("r");
    assertThat(rejected("{\"type\":7,\"ref\":\"r\"}").ref()).isEqualTo("r");
    assertThat(rejected("{\"type\":\"dance\",\"ref\":\"r\"}").ref()).isEqualTo("r");
    assertThat(rejected("{\"ref\":\"r\",\"type\":\"say\",\"text\":tru}").ref()).isEqualTo("r");
    assertThat(rejected("{\"ref\":\"r\",\"type\":\"pong\"} {}").ref()).isEqualTo("r");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"\"", "[]", "\"\\ud800\"", "\"a\",\"ref\":\"b\""})
  void aBadRefIsRefusedAndNotRepeated(String ref) {
    Inbound.Rejected rejected = rejected("{\"type\":\"pong\",\"ref\":" + ref + "}");
    assertThat(rejected.ref()).isNull();
    assertThat(rejected.refusal().code()).isEqualTo(Refusal.BAD_FIELD);
    assertThat(rejected.refusal().field()).contains("ref");
  }

  @Test
  void aRefHasUpTo64Characters() {
    String longest = "r".repeat(64);
    assertThat(read("{\"type\":\"pong\",\"ref\":\"" + longest + "\"}"))
        .containsExactly(new Inbound.Accepted(longest, new Pong()));
    assertThat(rejected("{\"type\":\"pong\",\"ref\":\"" + longest + "r\"}").ref()).isNull();
  }

  @Test
  void aRefInsideAnotherFieldIsNotTheMessages() {
    assertThat(rejected("{\"a\":{\"ref\":\"r\"},\"type\":7}").ref()).isNull();
  }
}
