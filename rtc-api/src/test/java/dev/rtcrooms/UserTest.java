package dev.rtcrooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Principal;
import org.junit.jupiter.api.Test;

class UserTest {

  @Test
  void aUserIsCalledByItsIdUnlessItHasAName() {
    assertThat(User.of("ann")).isEqualTo(new User("ann", "ann"));
    assertThat(User.of("ann", "Ann")).isEqualTo(new User("ann", "Ann"));
  }

  @Test
  void theNameOfALongIdIsItsBeginning() {
    User user = User.of("x".repeat(User.MAX_ID));

    assertThat(user.id()).hasSize(128);
    assertThat(user.name()).hasSize(64);
  }

  @Test
  void aNameThatIsTooLongIsCutBetweenCodePoints() {
    assertThat(User.of("ann", "x".repeat(65)).name()).isEqualTo("x".repeat(64));
    assertThat(User.of("ann", "x".repeat(63) + "\ud83d\ude00").name()).isEqualTo("x".repeat(63));
    assertThat(User.of("x".repeat(63) + "\ud83d\ude00").name()).isEqualTo("x".repeat(63));
  }

  @Test
  void aPrincipalIsAUser() {
    Principal ann = () -> "ann";

    assertThat(User.of(ann)).isEqualTo(User.of("ann"));
  }

  @Test
  void whoIsNotLoggedInIsRefused() {
    Principal nobody = null;

    assertThatThrownBy(() -> User.of(nobody))
        .isInstanceOfSatisfying(
            RefusalException.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo(Refusal.UNAUTHENTICATED));
  }

  @Test
  void idsAndNamesAreBoundedAndNotBlank() {
    assertThatThrownBy(() -> User.of(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> User.of("ann", "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> User.of("x".repeat(129))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new User("ann", "x".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
