package dev.rtcrooms.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.HandshakeField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {

  private static final String SESSION = "0123456789abcdef";

  private static User guest(String session, String name) {
    return Authenticator.guests()
        .authenticate(
            Handshake.of(Role.PARTICIPANT, "key")
                .with(HandshakeField.SESSION, session)
                .with(HandshakeField.NAME, name));
  }

  @Test
  void whoIsLoggedInIsNoGuest() {
    Handshake handshake = Handshake.of(Role.PARTICIPANT, "key").withPrincipal(() -> "ann");

    assertThat(Authenticator.guests().authenticate(handshake)).isEqualTo(User.of("ann"));
  }

  @Test
  void aGuestKeepsItsIdWithItsSessionAndTheKeyStaysSecret() {
    assertThat(guest(SESSION, "Ann").id())
        .isEqualTo(guest(SESSION, "Anna").id())
        .isNotEqualTo(guest("fedcba9876543210", "Ann").id())
        .startsWith("guest-")
        .doesNotContain(SESSION);
  }

  @Test
  void guestsWithoutASessionAreStrangers() {
    Handshake stranger = Handshake.of(Role.PARTICIPANT, "key");

    assertThat(Authenticator.guests().authenticate(stranger).id())
        .isNotEqualTo(Authenticator.guests().authenticate(stranger).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "A\nnn", "A\u0000"})
  void aNameThatIsNoneIsReplaced(String name) {
    assertThat(guest(SESSION, name).name()).matches("Guest [1-9][0-9][0-9]");
  }

  @Test
  void guestsWithoutANameAreToldApart() {
    assertThat(guest(SESSION, "").name())
        .isEqualTo(guest(SESSION, " ").name())
        .isNotEqualTo(guest("fedcba9876543210", "").name());
  }

  @Test
  void aLongNameIsCutBetweenCodePoints() {
    assertThat(guest(SESSION, "x".repeat(100)).name()).isEqualTo("x".repeat(64));
    assertThat(guest(SESSION, "x".repeat(63) + "😀").name()).isEqualTo("x".repeat(63));
    assertThat(guest(SESSION, " Ann ").name()).isEqualTo("Ann");
  }
}
