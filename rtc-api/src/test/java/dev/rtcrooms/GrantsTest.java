package dev.rtcrooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GrantsTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void whatWasNotGrantedIsNotAllowed() {
    Grants grants = Grants.of(Grants.CHAT);

    assertThat(grants.allows(Grants.CHAT)).isTrue();
    assertThat(grants.allows(Grants.JOIN)).isFalse();
    assertThat(Grants.none().allows(Grants.JOIN)).isFalse();
  }

  @Test
  void changingGrantsMakesNewOnesWithTheSameExpiry() {
    Grants chat = Grants.of(Grants.CHAT).until(NOON);

    assertThat(chat.with(Grants.JOIN)).isEqualTo(Grants.of("join", "chat").until(NOON));
    assertThat(chat.without(Grants.CHAT)).isEqualTo(Grants.none().until(NOON));
    assertThat(chat).isEqualTo(Grants.of(Grants.CHAT).until(NOON));
  }

  @Test
  void takingAwayWhatIsNotThereChangesNothing() {
    assertThat(Grants.of(Grants.CHAT).without("dance")).isEqualTo(Grants.of(Grants.CHAT));
  }

  @Test
  void grantsEndAtTheMomentOfTheirExpiry() {
    Grants grants = Grants.of(Grants.JOIN).until(NOON);

    assertThat(grants.expired(NOON.minusNanos(1))).isFalse();
    assertThat(grants.expired(NOON)).isTrue();
    assertThat(grants.expired(NOON.plusNanos(1))).isTrue();
  }

  @Test
  void grantsWithoutExpiryDoNotEnd() {
    assertThat(Grants.of(Grants.JOIN).expired(Instant.MAX)).isFalse();
  }

  @Test
  void namesAreInAlphabeticalOrderAndCannotBeChanged() {
    Grants grants = Grants.of("b", "c", "a", "b");

    assertThat(grants.names()).containsExactly("a", "b", "c");
    assertThatThrownBy(() -> grants.names().add("d"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void grantsAreEqualWhenNamesAndExpiryAre() {
    assertThat(Grants.of("a", "b"))
        .isEqualTo(Grants.of("b", "a"))
        .hasSameHashCodeAs(Grants.of("b", "a"))
        .isNotEqualTo(Grants.of("a"))
        .isNotEqualTo(Grants.of("a", "b").until(NOON));
  }

  @Test
  void aWatcherNeverPublishesOrModeratesButMayChatIfTheHostSaysSo() {
    Grants all =
        Grants.of(
                Grants.JOIN, Grants.CHAT, Grants.PUBLISH, Grants.SUBSCRIBE, Grants.MODERATE, "own")
            .until(NOON);

    assertThat(Role.WATCHER.restrict(all))
        .isEqualTo(Grants.of(Grants.JOIN, Grants.CHAT, Grants.SUBSCRIBE, "own").until(NOON));
    assertThat(Role.PARTICIPANT.restrict(all)).isEqualTo(all);
  }

  @Test
  void nobodyModeratesUnlessTheHostSaysSo() {
    assertThat(Role.PARTICIPANT.defaultGrants().names())
        .containsExactly("chat", "join", "publish", "subscribe");
    assertThat(Role.WATCHER.defaultGrants().names()).containsExactly("join", "subscribe");
  }

  @Test
  void anAudienceIncludesItsOwnDoor() {
    assertThat(Audience.EVERYONE.includes(Role.WATCHER)).isTrue();
    assertThat(Audience.EVERYONE.includes(Role.PARTICIPANT)).isTrue();
    assertThat(Audience.PARTICIPANTS.includes(Role.WATCHER)).isFalse();
    assertThat(Audience.PARTICIPANTS.includes(Role.PARTICIPANT)).isTrue();
    assertThat(Audience.WATCHERS.includes(Role.WATCHER)).isTrue();
    assertThat(Audience.WATCHERS.includes(Role.PARTICIPANT)).isFalse();
  }
}
