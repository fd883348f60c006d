package dev.rtcrooms.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IceUriTest {

  /** The examples of RFC 7064 appendix A and RFC 7065 appendix A, and some more. */
  @ParameterizedTest
  @CsvSource({
    "stun:example.org, STUN, example.org, 3478, ",
    "stuns:example.org, STUNS, example.org, 5349, ",
    "stun:example.org:8000, STUN, example.org, 8000, ",
    "turn:example.org, TURN, example.org, 3478, ",
    "turns:example.org, TURNS, example.org, 5349, ",
    "turn:example.org:8000, TURN, example.org, 8000, ",
    "turn:example.org?transport=udp, TURN, example.org, 3478, udp",
    "turn:example.org?transport=tcp, TURN, example.org, 3478, tcp",
    "turns:example.org?transport=tcp, TURNS, example.org, 5349, tcp",
    "turns:192.0.2.1:443?transport=tcp, TURNS, 192.0.2.1, 443, tcp",
    "stun:[2001:db8::1], STUN, [2001:db8::1], 3478, ",
    "turn:[2001:db8::1]:65535?transport=udp, TURN, [2001:db8::1], 65535, udp",
    "STUN:stun_1.example.org, STUN, stun_1.example.org, 3478, "
  })
  void aUriIsUnderstood(
      String text, IceUri.Scheme scheme, String host, int port, String transport) {
    IceUri uri = IceUri.of(text);

    assertThat(uri).hasToString(text);
    assertThat(uri.scheme()).isEqualTo(scheme);
    assertThat(uri.host()).isEqualTo(host);
    assertThat(uri.port()).isEqualTo(port);
    assertThat(uri.transport().orElse(null)).isEqualTo(transport);
    assertThat(uri.isTurn()).isEqualTo(scheme.name().startsWith("TURN"));
    assertThat(uri.isSecure()).isEqualTo(scheme.name().endsWith("S"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "http:example.org",
        "stun",
        "stun:",
        "stun://example.org",
        "stun:user@example.org",
        "stun:example.org/path",
        "stun:example.org?transport=udp",
        "stun:example.org?",
        "stun:example.org:",
        "stun:example.org:0",
        "stun:example.org:65536",
        "stun:example.org:123456",
        "stun:example.org:80x",
        "stun:example.org:-1",
        "stun:256.0.0.1",
        "stun:2001:db8::1",
        "stun:[2001:db8::1",
        "stun:[2001:db8::1]x:80",
        "stun:[2001:db8:1]",
        "stun:[example.org]",
        "turn:example.org?transport=",
        "turn:example.org?transport=sctp",
        "turn:example.org?transport=UDP",
        "turn:example.org?transport=udp&x=y",
        "turn:example.org?x:y",
        "turn?transport=udp:x",
        " stun:example.org",
        "stun:example.org ",
        "stun:exa\u0000mple.org"
      })
  void whatBrowsersWouldRefuseIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IceUri.of(text))
        .withMessageStartingWith("Not a STUN or TURN URI: ");
  }

  @Test
  void twoUrisOfOneTextAreEqual() {
    assertThat(IceUri.of("stun:a.example"))
        .isEqualTo(IceUri.of("stun:a.example"))
        .hasSameHashCodeAs(IceUri.of("stun:a.example"))
        .isNotEqualTo(IceUri.of("stun:b.example"));
  }
}
