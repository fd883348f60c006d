package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOptionsTest {
  private final HttpOptions options = new HttpOptions();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "null",
        "",
        "app.example",
        "https://",
        "null",
        "https://app.example/",
        "https://app.example/path",
        "https://user@app.example",
        "https://app.example?query",
        "https://*.example",
        "https://a b"
      })
  void whatIsNoOriginIsNotAllowed(String origin) {
    assertThatIllegalArgumentException().isThrownBy(() -> options.allowedOrigins(origin));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://App.Example:443, https://app.example",
    "http://app.example:80, http://app.example",
    "http://localhost:8080, http://localhost:8080",
    "https://[::1]:8443, https://[::1]:8443"
  })
  void anOriginIsComparedAsBrowsersWriteIt(String written, String sent) {
    options.allowedOrigins(written);

    assertThat(options.cors().origins().includes(sent)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/meet",
        "app.example",
        "wss://app.example",
        "https://u@app.example",
        "https://a/?b",
        "https://a/#b"
      })
  void aPublicAddressIsThatOfAWebApplication(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> options.publicUrl(URI.create(url)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "meet", "/meet/", "//meet", "/meet?", "/a b"})
  void aPathHasALeadingSlashOnly(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> options.path(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " Bearer", "Bearer\r\nSet-Cookie: a=b"})
  void aChallengeIsAHeadersValue(String challenge) {
    assertThatIllegalArgumentException().isThrownBy(() -> options.challenge(challenge));
  }

  @Test
  void allowedOriginsReplaceThoseThatWereSetBefore() {
    options.allowedOrigins("https://a.example").allowedOrigins("https://b.example");

    assertThat(allows("https://a.example", "rooms.example")).isFalse();
    assertThat(allows("https://b.example", "rooms.example")).isTrue();
    assertThat(allows("http://rooms.example", "rooms.example")).isFalse();

    options.allowedOrigins();
    assertThat(allows("http://rooms.example", "rooms.example")).isTrue();
  }

  @Test
  void thePublicUrlIsAnAllowedOrigin() {
    options.publicUrl(URI.create("HTTPS://App.example:443/meet"));

    assertThat(allows("https://app.example", "127.0.0.1:8080")).isTrue();
    assertThat(allows("http://app.example", "app.example")).isFalse();
    assertThat(allows("http://127.0.0.1:8080", "127.0.0.1:8080")).isFalse();
    options.allowedOrigins("capacitor://localhost");
    assertThat(allows("https://app.example", "127.0.0.1:8080")).isTrue();
    assertThat(allows("capacitor://localhost", "127.0.0.1:8080")).isTrue();
  }

  @Test
  void theNullOriginIsAllowedBesideTheOthers() {
    options.allowNullOrigin();

    assertThat(allows("null", "rooms.example")).isTrue();
    assertThat(allows("http://rooms.example", "rooms.example")).isTrue();
    assertThat(options.cors().origins().includes("null")).isTrue();
  }

  @Test
  void credentialsNeedOriginsByName() {
    options.anyOrigin().allowCredentials(true);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.cors())
        .withMessageContaining("list the allowed origins");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.example:8080", "https://app.example", "*.example", "", "a b"})
  void whatIsNoHostIsNotAllowed(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> options.allowedHosts("a", name));
  }

  private boolean allows(String origin, String host) {
    return options.origins().allows(Optional.of(origin), "http", Optional.of(host));
  }
}
