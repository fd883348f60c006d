package dev.rtcrooms.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

  @ParameterizedTest
  @CsvSource({
    "http://app.example, app.example",
    "https://app.example, app.example",
    "https://app.example, APP.example:443",
    "http://app.example, app.example:80",
    "http://localhost:8080, localhost:8080",
    "http://my_host:8080, my_host:8080",
    "http://[::1]:8080, [::1]:8080",
  })
  void aPageOfTheSameHostMayConnect(String origin, String host) {
    assertThat(Origins.sameHost().allows(Optional.of(origin), Optional.of(host))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example, app.example",
    "http://app.example.evil.example, app.example",
    "http://evil-app.example, app.example",
    "http://app.example:8080, app.example",
    "http://app.example, app.example:8080",
    "https://app.example:80, app.example",
    "http://app.example/, app.example",
    "http://evil.example@app.example, app.example",
    "http://app.example evil.example, app.example",
    "null, app.example",
    "'', app.example",
    "app.example, app.example",
  })
  void aPageFromElsewhereMayNot(String origin, String host) {
    assertThat(Origins.sameHost().allows(Optional.of(origin), Optional.of(host))).isFalse();
  }

  @Test
  void aPageMayNotIfTheHostIsUnknown() {
    assertThat(Origins.sameHost().allows(Optional.of("http://a.example"), Optional.empty()))
        .isFalse();
  }

  @Test
  void whoIsNoBrowserMayConnect() {
    assertThat(Origins.sameHost().allows(Optional.empty(), Optional.of("a.example"))).isTrue();
    assertThat(Origins.sameHost().refuse(null)).isFalse();
    assertThat(Origins.listed("https://b.example").allows(Optional.empty(), Optional.empty()))
        .isTrue();
    assertThat(Origins.listed("https://b.example").refuse(null)).isFalse();
  }

  @Test
  void theSameHostIsNotJudgedBeforeItIsKnown() {
    assertThat(Origins.sameHost().refuse("https://evil.example")).isFalse();
  }

  @Test
  void aListReplacesTheHost() {
    Origins origins = Origins.listed("https://App.example", "capacitor://localhost");

    assertThat(origins.refuse("https://app.example:443")).isFalse();
    assertThat(origins.refuse("capacitor://localhost")).isFalse();
    assertThat(origins.refuse("http://app.example")).isTrue();
    assertThat(origins.refuse("null")).isTrue();
    assertThat(origins.allows(Optional.of("http://b.example"), Optional.of("b.example"))).isFalse();
    assertThat(origins.allows(Optional.of("https://app.example"), Optional.of("b.example")))
        .isTrue();
  }

  @Test
  void anEmptyListLetsNoPageConnect() {
    assertThat(Origins.listed().refuse("https://app.example")).isTrue();
  }

  @Test
  void anyOriginIsAny() {
    assertThat(Origins.any().refuse("null")).isFalse();
    assertThat(Origins.any().allows(Optional.of("null"), Optional.empty())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.example", "https://app.example/", "*", "null", "", "https://"})
  void onlyOriginsCanBeListed(String text) {
    assertThatThrownBy(() -> Origins.listed(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }
}
