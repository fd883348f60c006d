package dev.rtcrooms.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class MaskedTest {

  @Test
  void ofAnIdOnlyTheBeginningIsShown() {
    UUID id = UUID.fromString("12345678-1234-1234-1234-123456789012");

    assertThat(Masked.id(id)).isEqualTo("1234…");
    assertThat(Masked.id("abcd-efgh")).isEqualTo("abcd…");
  }

  @Test
  void ofAShortIdLessIsShown() {
    assertThat(Masked.id("abc")).isEqualTo("a…");
    assertThat(Masked.id("")).isEqualTo("…");
  }

  @Test
  void whatCouldForgeALogIsNotShown() {
    assertThat(Masked.id("a\nb\rc and more")).isEqualTo("…");
    assertThat(Masked.id("é".repeat(20))).isEqualTo("…");
  }

  @Test
  void aTextIsCutAndEscaped() {
    assertThat(Masked.text("https://app.example")).isEqualTo("https://app.example");
    assertThat(Masked.text("a\nb\u001b[31m\u2028é")).isEqualTo("a?b?[31m??");
    assertThat(Masked.text("x".repeat(6_000))).isEqualTo("x".repeat(100) + "…");
  }
}
