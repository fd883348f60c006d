package dev.rtcrooms.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Role;
import dev.rtcrooms.message.Position;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

  private static Handshake with(String parameter, String... values) {
    return Handshake.of(Role.PARTICIPANT, "key").withParameters(Map.of(parameter, List.of(values)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef",
        "-_-_-_-_-_-_-_-_",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789ABCDEF"
      })
  void aSessionKeyIs16To64CharactersOfBase64url(String key) {
    assertThat(with("session", key).session()).contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcde",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdefg",
        "0123456789abcde+",
        "0123456789abcde=",
        "0123456789abcdé0",
        "0123456789abcde٣"
      })
  void anythingElseIsNoSessionKey(String key) {
    assertThat(with("session", key).session()).isEmpty();
  }

  @Test
  void aPositionThatIsNotOneMeansANewClient() {
    assertThat(with("resume", "epoch:3").resume()).contains(new Position("epoch", 3));
    assertThat(with("resume", "nonsense").resume()).isEmpty();
    assertThat(with("other", "epoch:3").resume()).isEmpty();
  }

  @Test
  void theFirstValueCounts() {
    assertThat(with("name", "Ann", "Bob").parameter("name")).contains("Ann");
    assertThat(with("name").parameter("name")).isEmpty();
  }

  @Test
  void subprotocolsAreOfferedInOneHeaderOrInSeveral() {
    Map<String, List<String>> headers =
        Map.of("sec-websocket-protocol", List.of("mqtt, rtc-rooms.v1 ,", "chat"));
    Handshake handshake = new Handshake(Role.PARTICIPANT, "key", null, headers, Map.of(), Map.of());

    assertThat(handshake.subprotocols()).containsExactly("mqtt", "rtc-rooms.v1", "chat");
    assertThat(Handshake.of(Role.PARTICIPANT, "key").subprotocols()).isEmpty();
  }

  @Test
  void headersAreFoundInAnyCaseAndParametersAreNot() {
    Handshake handshake =
        new Handshake(
            Role.WATCHER,
            "key",
            null,
            Map.of("oRiGiN", List.of("https://a.example")),
            Map.of("Name", List.of("Ann")),
            Map.of());

    assertThat(handshake.header("Origin")).contains("https://a.example");
    assertThat(handshake.headers().get("ORIGIN")).containsExactly("https://a.example");
    assertThat(handshake.parameter("name")).isEmpty();
  }

  @Test
  void aHandshakeCannotBeChanged() {
    Handshake handshake = with("name", "Ann");

    assertThatThrownBy(() -> handshake.parameters().put("a", List.of()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> handshake.headers().put("a", List.of()))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void noCapabilityIsPrinted() {
    assertThat(with("session", "0123456789abcdef")).hasToString("Handshake[PARTICIPANT]");
  }
}
