package dev.rtcrooms.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

  private static boolean allows(Origins origins, String origin, String host) {
    return origins.allows(Optional.of(origin), "http", Optional.of(host));
  }

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
    assertThat(allows(Origins.sameHost(), origin, host)).isTrue();
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
    "file://app.example, app.example",
    "ws://app.example, app.example",
    "null, app.example",
    "'', app.example",
    "app.example, app.example",
    "http://, ''",
  })
  void aPageFromElsewhereMayNot(String origin, String host) {
    assertThat(allows(Origins.sameHost(), origin, host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https", "wss"})
  void aPageByHttpMayNotUseAConnectionByHttps(String scheme) {
    Optional<String> host = Optional.of("app.example");

    assertThat(Origins.sameHost().allows(Optional.of("http://app.example"), scheme, host))
        .isFalse();
    assertThat(Origins.sameHost().allows(Optional.of("https://app.example"), scheme, host))
        .isTrue();
  }

  @Test
  void aPageMayNotIfTheHostIsUnknown() {
    Optional<String> page = Optional.of("http://a.example");

    assertThat(Origins.sameHost().allows(page, "http", Optional.empty())).isFalse();
  }

  @Test
  void aClientThatIsNotABrowserMayConnect() {
    Optional<String> none = Optional.empty();

    assertThat(Origins.sameHost().allows(none, "http", Optional.of("a.example"))).isTrue();
    assertThat(Origins.listed("https://b.example").allows(none, "http", none)).isTrue();
  }

  @Test
  void aListReplacesTheHost() {
    Origins origins = Origins.listed("https://App.example");

    assertThat(allows(origins, "https://app.example:443", "b.example")).isTrue();
    assertThat(allows(origins, "http://app.example", "b.example")).isFalse();
    assertThat(allows(origins, "http://b.example", "b.example")).isFalse();
    assertThat(allows(origins, "null", "b.example")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "capacitor://localhost",
        "ionic://localhost",
        "tauri://localhost",
        "app://obsidian.md",
        "app://.",
        "chrome-extension://abcdefghijklmnop",
        "moz-extension://1f1a6f9c-0000-4000-8000-000000000000",
        "http://my_host:8080",
        "https://[2001:db8::1]:8443"
      })
  void everySchemeOfAnOriginCanBeListed(String origin) {
    Origins origins = Origins.listed(origin);

    assertThat(allows(origins, origin, "server.example")).isTrue();
    assertThat(origins.includes(origin)).isTrue();
    assertThat(allows(origins, origin + "x", "server.example")).isFalse();
  }

  @Test
  void anEmptyListLetsNoPageConnect() {
    assertThat(allows(Origins.listed(), "https://app.example", "app.example")).isFalse();
  }

  @Test
  void anyOriginIsAny() {
    assertThat(allows(Origins.any(), "null", "a.example")).isTrue();
    assertThat(allows(Origins.any(), "https://b.example", "a.example")).isTrue();
    assertThat(Origins.any().includes("https://b.example")).isTrue();
  }

  @Test
  void theOpaqueOriginIsAllowedByItsOwnName() {
    Origins origins = Origins.listed("https://app.example").andNull();

    assertThat(allows(origins, "null", "a.example")).isTrue();
    assertThat(origins.includes("null")).isTrue();
    assertThat(allows(origins, "https://app.example", "a.example")).isTrue();
    assertThat(allows(origins, "https://b.example", "a.example")).isFalse();
    assertThat(allows(Origins.sameHost().andNull(), "null", "a.example")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://APP.example", "https://app.example:443", "null", "*", ""})
  void answersAreReadableToOriginsExactlyAsBrowsersWriteThem(String origin) {
    assertThat(Origins.listed("https://app.example").includes(origin)).isFalse();
  }

  @Test
  void theSameHostNeedsNoPermissionToReadAnswers() {
    assertThat(Origins.sameHost().includes("https://app.example")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.example",
        "https://app.example/",
        "https://*.example",
        "https://user@app.example",
        "https://app.example:99999",
        "https://bücher.example",
        "*",
        "null",
        "",
        "https://"
      })
  void onlyOriginsCanBeListed(String text) {
    assertThatThrownBy(() -> Origins.listed(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Masked.text(text));
  }
}
