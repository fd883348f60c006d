package dev.rtcrooms.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"app.example", "localhost:8080", "my_host:80", "127.0.0.1", "[::1]:65535", "a:0"})
  void hostAndPortAreReadAndWrittenAlike(String text) {
    assertThat(Authority.parse(text)).hasToString("Optional[" + text + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://app.example", "http://localhost:8080/meet", "HTTPS://[::1]"})
  void theAddressOfAnApplicationHasNoSlashAtTheEnd(String text) {
    assertThat(Authority.base(URI.create(text))).hasToString(text);
    assertThat(Authority.base(URI.create(text + "/"))).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://app.example",
        "app.example",
        "https:app.example",
        "https://user@app.example",
        "https://app.example/?a=b",
        "https://app.example/#top"
      })
  void otherAddressesAreRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Authority.base(URI.create(text)));
  }

  @Test
  void lettersAreFolded() {
    assertThat(Authority.parse("App.Example:81")).contains(new Authority("app.example", 81));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        "a:",
        "a:65536",
        "a:999999",
        "a b",
        "a/b",
        "user@a",
        "a,b",
        "a%00",
        "ä.example",
        "[::1",
        "a\r\nb",
        "a?b"
      })
  void whatIsNotAHostIsRefused(String text) {
    assertThat(Authority.parse(text)).isEmpty();
  }
}
