package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
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
        "ftp://app.example",
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

    assertThat(options.cors().origins()).containsExactly(sent);
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
}
