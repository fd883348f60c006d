package dev.rtcrooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloseReasonTest {

  @ParameterizedTest
  @CsvSource({"x, 123", "é, 61", "€, 41", "😀, 30"})
  void aLongTextIsCutBetweenCodePoints(String character, int fitting) {
    CloseReason reason = new CloseReason(4500, character.repeat(200));

    assertThat(reason.text()).isEqualTo(character.repeat(fitting));
    assertThat(reason.text().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(120, 123);
  }

  @Test
  void aPairIsNotCutInTwo() {
    assertThat(new CloseReason(4500, "x".repeat(120) + "😀").text()).isEqualTo("x".repeat(120));
    assertThat(new CloseReason(4500, "x".repeat(119) + "😀").text())
        .isEqualTo("x".repeat(119) + "😀");
  }

  @Test
  void aTextThatFitsStaysAsItIs() {
    assertThat(new CloseReason(4500, "x".repeat(123)).text()).hasSize(123);
    assertThat(new CloseReason(4500, "").text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 999, 5000})
  void codesOutsideTheProtocolAreRefused(int code) {
    assertThatThrownBy(() -> new CloseReason(code, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, false", "1001, true", "1003, false", "1006, true", "1009, false", "1011, true",
    "1012, true", "1013, true", "3999, false", "4000, true", "4499, true", "4500, false",
    "4999, false"
  })
  void theCodeSaysWhetherToComeBack(int code, boolean reconnect) {
    assertThat(new CloseReason(code, "").shouldReconnect()).isEqualTo(reconnect);
  }

  @Test
  void whoWasTooSlowComesBackAndWhoWasRemovedDoesNot() {
    assertThat(CloseReason.TOO_SLOW.shouldReconnect()).isTrue();
    assertThat(CloseReason.SHUTTING_DOWN.shouldReconnect()).isTrue();
    assertThat(CloseReason.REMOVED.shouldReconnect()).isFalse();
    assertThat(CloseReason.REPLACED.shouldReconnect()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1000", "1003, 1003", "1004, 1011", "1005, 1011", "1006, 1011", "1007, 1007",
    "1013, 1013", "1014, 1014", "1015, 1011", "2999, 1011", "3000, 3000", "4504, 4504"
  })
  void aCodeThatMayNotBeSentIsReplaced(int code, int sent) {
    assertThat(new CloseReason(code, "").sendableCode()).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource({"1000, 1000", "1001, 1001", "1005, 1000", "1002, 1006", "1006, 1006", "4000, 1006"})
  void aClientThatClosesHasLeftOrIsLost(int received, int code) {
    assertThat(CloseReason.received(received).code()).isEqualTo(code);
  }

  @Test
  void aReasonMaySayWhenToComeBack() {
    CloseReason later = CloseReason.SHUTTING_DOWN.withRetryAfter(Duration.ofMillis(1_500));

    assertThat(later).isEqualTo(new CloseReason(4002, "server is stopping; come back in 1500 ms"));
    assertThat(later.retryAfter()).contains(Duration.ofMillis(1_500));
    assertThat(CloseReason.SHUTTING_DOWN.retryAfter()).isEmpty();
    assertThat(new CloseReason(4004, "é".repeat(60)).withRetryAfter(Duration.ofMillis(9)))
        .isEqualTo(new CloseReason(4004, "é".repeat(52) + "; come back in 9 ms"));
    assertThat(CloseReason.LOST.withRetryAfter(Duration.ofDays(365)).retryAfter())
        .contains(Duration.ofMillis(999_999_999));
    assertThat(new CloseReason(4002, "come back in 1234567890 ms").retryAfter()).isEmpty();
    assertThatThrownBy(() -> CloseReason.LOST.withRetryAfter(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
