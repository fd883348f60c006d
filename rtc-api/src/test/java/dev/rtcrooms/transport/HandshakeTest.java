package dev.rtcrooms.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.Position;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

  private static Handshake offering(String... subprotocols) {
    return Handshake.of(Role.PARTICIPANT, "key").withSubprotocols(List.of(subprotocols));
  }

  private static Handshake with(Map<String, List<String>> headers) {
    return new Handshake(Role.PARTICIPANT, "key", null, headers, Map.of(), Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef",
        "-_-_-_-_-_-_-_-_",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789ABCDEF"
      })
  void aSessionKeyIs16To64CharactersOfBase64url(String key) {
    assertThat(offering("rtc-session." + key).session()).contains(key);
    assertThat(offering("rtc-session." + key).malformedField()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcde",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdefg",
        "0123456789abcde+",
        "0123456789abcde=",
        "0123456789abcde%3D",
        "0123456789abcde%",
        "0123456789abcdé0",
        "0123456789abcde٣"
      })
  void anythingElseIsNoSessionKey(String key) {
    assertThat(offering("rtc-session." + key).session()).isEmpty();
    assertThat(offering("rtc-session." + key).malformedField()).contains(HandshakeField.SESSION);
  }

  @Test
  void aPositionThatIsNotOneMeansANewClient() {
    assertThat(offering("rtc-resume.epoch%3A3").resume()).contains(new Position("epoch", 3));
    assertThat(offering("rtc-resume.nonsense").resume()).isEmpty();
    assertThat(offering("rtc-resumed.epoch%3A3").resume()).isEmpty();
  }

  @Test
  void theFirstParameterCounts() {
    Map<String, List<String>> parameters = Map.of("lang", List.of("de", "en"), "none", List.of());
    Handshake handshake =
        new Handshake(Role.PARTICIPANT, "key", null, Map.of(), parameters, Map.of());

    assertThat(handshake.parameter("lang")).contains("de");
    assertThat(handshake.parameter("none")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ann", "Änn & B. (x) +~*'\"", "😀", "", " ", "a,b;c=d", "%41"})
  void aNameTravelsInTheCharactersOfAToken(String name) {
    String token = HandshakeField.NAME.token(name);

    assertThat(token).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    assertThat(offering("rtc-rooms.v1", token).name()).contains(name);
  }

  @Test
  void aNameHasAtMost256Characters() {
    assertThat(offering("rtc-name." + "x".repeat(256)).name()).isPresent();
    assertThat(offering("rtc-name." + "x".repeat(257)).malformedField())
        .contains(HandshakeField.NAME);
    assertThatThrownBy(() -> HandshakeField.NAME.token("x".repeat(257)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFieldThatComesTwiceIsMalformed() {
    Handshake twice = offering("rtc-session.0123456789abcdef", "rtc-session.fedcba9876543210");

    assertThat(twice.session()).isEmpty();
    assertThat(twice.malformedField()).contains(HandshakeField.SESSION);
    assertThat(twice.with(HandshakeField.SESSION, "0123456789abcdef").session())
        .contains("0123456789abcdef");
  }

  @Test
  void aBearerTokenComesAmongTheSubprotocolsOrInAHeader() {
    Map<String, List<String>> header = Map.of("authorization", List.of("bearer a.b/c+d=="));

    assertThat(offering("rtc-bearer.a.b%2Fc+d%3D%3D").bearer()).contains("a.b/c+d==");
    assertThat(with(header).bearer()).contains("a.b/c+d==");
    assertThat(with(header).with(HandshakeField.BEARER, "newer").bearer()).contains("newer");
    assertThat(with(Map.of("Authorization", List.of("Basic YTpi"))).bearer()).isEmpty();
    assertThat(offering().bearer()).isEmpty();
  }

  @Test
  void aBearerTokenIsVisibleAsciiOfAtMost4096Characters() {
    assertThat(offering("rtc-bearer." + "x".repeat(4096)).bearer()).isPresent();
    for (String token : List.of("", "x".repeat(4097), "a%20b", "%C3%A4", "a%00")) {
      Handshake handshake = offering("rtc-bearer." + token);
      assertThat(handshake.bearer()).isEmpty();
      assertThat(handshake.malformedField()).contains(HandshakeField.BEARER);
    }
  }

  @Test
  void aRefusedValueIsNotRepeated() {
    assertThatThrownBy(() -> HandshakeField.BEARER.token("se cret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not a value for BEARER");
  }

  @Test
  void subprotocolsAreOfferedInOneHeaderOrInSeveral() {
    Map<String, List<String>> headers =
        Map.of("sec-websocket-protocol", List.of("mqtt, rtc-rooms.v1 ,", "chat"));
    assertThat(with(headers).subprotocols()).containsExactly("mqtt", "rtc-rooms.v1", "chat");
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
    Handshake handshake = with(Map.of("Origin", List.of("https://a.example")));

    assertThatThrownBy(() -> handshake.parameters().put("a", List.of()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> handshake.headers().put("a", List.of()))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void noCapabilityIsPrinted() {
    assertThat(offering("rtc-session.0123456789abcdef")).hasToString("Handshake[PARTICIPANT]");
  }

  @Test
  void grantsCanBeGivenUp() {
    Handshake publisher = Handshake.of(Role.PARTICIPANT, "key").forgoing(Grants.SUBSCRIBE);
    assertThat(publisher.withRemoteAddress("192.0.2.1").forgone())
        .containsExactly(Grants.SUBSCRIBE);
    assertThat(publisher.forgoing().forgone()).isEmpty();
    assertThat(Handshake.of(Role.WATCHER, "key").forgone()).isEmpty();
  }
}
