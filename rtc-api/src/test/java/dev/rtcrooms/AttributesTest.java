package dev.rtcrooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.message.RecordFormat;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesTest {

  private record Profile(String avatar) {}

  private record Mapped(Map<String, String> map) {}

  private static final AttributeKey<String> TENANT = AttributeKey.of("tenant", String.class);
  private static final AttributeKey<Long> SCORE = AttributeKey.of("score", Long.class);
  private static final AttributeKey<Profile> PROFILE = AttributeKey.of("profile", Profile.class);

  @Test
  void anAttributeIsFoundByItsKey() {
    Attributes attributes = Attributes.none().with(TENANT, "acme").with(SCORE, 7L);

    assertThat(attributes.get(TENANT)).contains("acme");
    assertThat(attributes.get(SCORE)).contains(7L);
    assertThat(attributes.get(PROFILE)).isEmpty();
    assertThat(Attributes.none().get(TENANT)).isEmpty();
  }

  @Test
  void anAttributeIsReplacedAndRemovedInACopy() {
    Attributes acme = Attributes.none().with(TENANT, "acme");

    assertThat(acme.with(TENANT, "other").get(TENANT)).contains("other");
    assertThat(acme.with(TENANT, null)).isEqualTo(Attributes.none());
    assertThat(acme.get(TENANT)).contains("acme");
  }

  @Test
  void theLaterOfTwoAttributesCounts() {
    Attributes login = Attributes.none().with(TENANT, "acme").with(SCORE, 1L);
    Attributes admission = Attributes.none().with(SCORE, 2L);

    assertThat(login.and(admission)).isEqualTo(login.with(SCORE, 2L));
    assertThat(login.and(Attributes.none())).isEqualTo(login);
    assertThat(Attributes.none().and(login)).isEqualTo(login);
  }

  @Test
  void twoKeysOfOneNameAreRefused() {
    AttributeKey<Long> other = AttributeKey.of("tenant", Long.class);
    Attributes acme = Attributes.none().with(TENANT, "acme");

    assertThat(acme.get(other)).isEmpty();
    assertThatThrownBy(() -> acme.with(other, 1L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tenant");
    assertThatThrownBy(() -> Attributes.none().with(other, 1L).and(acme))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aValueIsOfATypeThatAnotherProcessCouldRead() {
    assertThat(PROFILE.format()).isPresent();
    assertThat(TENANT.format()).isEmpty();
    assertThat(AttributeKey.of("role", Role.class).type()).isEqualTo(Role.class);
    for (Class<?> bad : List.of(Thread.class, Object.class, List.class, Mapped.class)) {
      assertThatThrownBy(() -> AttributeKey.of("bad", bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> AttributeKey.of(" ", String.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKeyMayHaveAFormatOfItsOwn() {
    AttributeKey<Profile> key =
        AttributeKey.of("profile", RecordFormat.of(Profile.class, MethodHandles.lookup()));

    assertThat(key.type()).isEqualTo(Profile.class);
  }

  @Test
  void noValueIsShown() {
    User user = User.of("ann").with(TENANT, "acme").with(PROFILE, new Profile("face.png"));

    assertThat(user.toString()).contains("tenant", "profile").doesNotContain("acme", "face");
    assertThat(user.withoutAttributes()).isEqualTo(User.of("ann"));
  }

  @Test
  void grantsAloneAreAnAdmissionAndMayCarryAttributes() {
    Grants grants = Grants.of(Grants.JOIN);
    Admitted plain = grants;
    Admitted more = grants.with(TENANT, "acme").with(SCORE, 1L);

    assertThat(plain.grants()).isEqualTo(grants);
    assertThat(plain.attributes()).isEqualTo(Attributes.none());
    assertThat(more.grants()).isEqualTo(grants);
    assertThat(more.attributes().get(SCORE)).contains(1L);
  }
}
