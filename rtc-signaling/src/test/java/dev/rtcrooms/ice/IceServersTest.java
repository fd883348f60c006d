package dev.rtcrooms.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rtcrooms.User;
import dev.rtcrooms.message.IceServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceServersTest {

  private static final User ANN = User.of("ann");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void byDefaultNobodyIsSentToAnyServer() {
    assertThat(IceServers.none().serversFor(ANN, NOW)).isEmpty();
  }

  @Test
  void stunServersNeedNoCredentials() {
    assertThat(IceServers.stun("stun:a.example", "stuns:b.example:5349").serversFor(ANN, NOW))
        .containsExactly(
            new IceServer(List.of("stun:a.example", "stuns:b.example:5349"), null, null));
  }

  /**
   * The password was computed by another implementation: {@code printf %s 1767229200:ann | openssl
   * dgst -sha1 -hmac north-wind -binary | base64}.
   */
  @Test
  void turnCredentialsAreThoseThatCoturnComputes() {
    IceServers turn =
        IceServers.turn("north-wind", Duration.ofHours(1), "turn:t.example?transport=udp");
    assertThat(turn.serversFor(ANN, NOW))
        .containsExactly(
            new IceServer(
                List.of("turn:t.example?transport=udp"),
                "1767229200:ann",
                "K0JbWpp49s25CJkPcGU18gYdiP8="));
  }

  @Test
  void turnCredentialsAreForOneUserAtOneTime() {
    IceServers turn = IceServers.turn("north-wind", Duration.ofHours(1), "turns:t.example");
    IceServer first = turn.serversFor(ANN, NOW).get(0);
    assertThat(turn.serversFor(ANN, NOW).get(0)).isEqualTo(first);
    assertThat(turn.serversFor(User.of("bob"), NOW).get(0).credential())
        .isNotEqualTo(first.credential());
    assertThat(turn.serversFor(ANN, NOW.plusSeconds(1)).get(0).credential())
        .isNotEqualTo(first.credential());
  }

  @Test
  void whatTurnNeedsIsChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IceServers.turn("", Duration.ofHours(1), "turn:t.example"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IceServers.turn("s", Duration.ZERO, "turn:t.example"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IceServers.turn("s", Duration.ofHours(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IceServers.turn("s", Duration.ofHours(1), "stun:t.example"));
    assertThatIllegalArgumentException().isThrownBy(() -> IceServers.stun("turn:t.example"));
  }

  @Test
  void aTurnServerWithoutCredentialsIsRefusedAsABrowserWouldRefuseIt() {
    IceServer server = new IceServer(List.of("stun:a.example", "turn:a.example"), "ann", null);
    assertThatIllegalArgumentException().isThrownBy(() -> IceServers.of(server));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stun:stun.example.org",
        "STUN:stun.example.org",
        "stuns:stun.example.org:5349",
        "stun:192.0.2.1:3478",
        "stun:[2001:db8::1]",
        "stun:[2001:db8::1]:3478",
        "turn:turn.example.org",
        "turns:turn.example.org:443?transport=tcp",
        "turn:[::ffff:192.0.2.1]:3478?transport=udp",
      })
  void uris(String uri) {
    IceServer server = new IceServer(List.of(uri), "user", "password");
    assertThat(IceServers.of(server).serversFor(ANN, NOW)).containsExactly(server);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "stun",
        "stun:",
        "stun::3478",
        "http://stun.example.org",
        "stun://stun.example.org",
        "stun:stun.example.org:0",
        "stun:stun.example.org:65536",
        "stun:stun.example.org:",
        "stun:stun.example.org:x",
        "stun:stun.example.org?transport=udp",
        "stun:user@stun.example.org",
        "stun:st un.example.org",
        "stun:[",
        "stun:[]",
        "stun:[2001:db8::1",
        "stun:[2001:db8::1]3478",
        "stun:[stun.example.org]",
        "stun:2001:db8::1",
        "turn:turn.example.org?transport=sctp",
        "turn:turn.example.org?",
        "?stun:x",
      })
  void notUris(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IceServers.of(new IceServer(List.of(uri), "user", "password")));
  }
}
