package dev.rtcrooms.hub.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.ModerationState;
import dev.rtcrooms.message.MoveUser;
import dev.rtcrooms.message.Permit;
import dev.rtcrooms.message.PermitsChanged;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users who are promoted to participants, or become watchers. */
class PromotionTest {

  @RegisterExtension
  final TestRooms rooms =
      Moderated.rooms(
          Moderation.with(options -> options.promoted(Grants.of(Grants.JOIN, Grants.CHAT))));

  @Test
  void aWatcherIsPromotedAndStaysSoWhenItReconnects() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient wes = rooms.watch("lobby", "wes");

    mod.ask(new MoveUser("wes", Role.PARTICIPANT));

    Granted granted = wes.next(Granted.class);
    assertThat(granted.role()).isEqualTo(Role.PARTICIPANT);
    assertThat(granted.grants()).isEqualTo(Grants.of("join", "chat"));
    wes.ask(new Say("hello"));
    assertThat(mod.next(Said.class).text()).isEqualTo("hello");
    wes.crash();
    TestClient back = wes.rejoin();
    assertThat(back.hello().role()).isEqualTo(Role.WATCHER);
    assertThat(back.latest(Granted.class).role()).isEqualTo(Role.PARTICIPANT);
    back.ask(new Say("here again"));
  }

  @Test
  void aParticipantBecomesAWatcherAndGetsBackWhatItHad() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");

    mod.ask(new MoveUser("ann", Role.WATCHER));
    assertThat(ann.latest(Granted.class))
        .isEqualTo(new Granted(Role.WATCHER, Role.WATCHER.defaultGrants()));
    assertThat(ann.refusal(new Say("hm")).code()).isEqualTo("not-allowed");

    mod.ask(new MoveUser("ann", Role.PARTICIPANT));
    assertThat(ann.latest(Granted.class))
        .isEqualTo(new Granted(Role.PARTICIPANT, Role.PARTICIPANT.defaultGrants()));
  }

  @Test
  void whoIsMovedIsToldTheStateOfItsRole() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient wes = rooms.watch("lobby", "wes");
    rooms.join("lobby", "ann");
    mod.ask(new Permit("ann", "chat", false));
    assertThat(wes.next(ModerationState.class).permits()).isEmpty();

    mod.ask(new MoveUser("wes", Role.PARTICIPANT));

    assertThat(wes.next(ModerationState.class).permits()).hasSize(1);
  }

  @Test
  void whoIsMutedIsMutedInEveryRole() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient wes = rooms.watch("lobby", "wes");
    mod.ask(new Permit("wes", "chat", false));

    mod.ask(new MoveUser("wes", Role.PARTICIPANT));

    assertThat(wes.refusal(new Say("hm")).code()).isEqualTo("not-allowed");
  }

  @Test
  void nobodyMovesItselfAStrangerOrAProtectedUser() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient chief = rooms.join("lobby", "chief");

    assertThat(mod.refusal(new MoveUser("mod", Role.WATCHER)).code()).isEqualTo("not-yourself");
    assertThat(mod.refusal(new MoveUser("bob", Role.WATCHER)).code()).isEqualTo("no-such-user");
    assertThat(mod.refusal(new MoveUser("chief", Role.WATCHER)).code()).isEqualTo("protected");
    chief.hearsNo(Granted.class);
  }

  @Test
  void whoIsMutedAndUnmutedInAnotherRoleHasWhatItHadBefore() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    mod.ask(new Permit("ann", "chat", false));
    mod.ask(new MoveUser("ann", Role.WATCHER));
    mod.ask(new Permit("ann", "publish", false));
    mod.ask(new Permit("ann", "chat", true));
    mod.ask(new Permit("ann", "publish", true));

    mod.ask(new MoveUser("ann", Role.PARTICIPANT));

    assertThat(ann.latest(Granted.class).grants()).isEqualTo(Role.PARTICIPANT.defaultGrants());
  }

  @Test
  void whatModeratorsGaveAndTookTheyGiveAgain() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient wes = rooms.watch("lobby", "wes");
    PermitsChanged given = new PermitsChanged("wes", List.of("chat"), List.of());

    mod.ask(new Permit("wes", "chat", true));
    assertThat(mod.next(PermitsChanged.class)).isEqualTo(given);
    mod.ask(new Permit("wes", "chat", false));
    mod.next(PermitsChanged.class);
    mod.ask(new Permit("wes", "chat", true));

    assertThat(mod.next(PermitsChanged.class)).isEqualTo(given);
    assertThat(rooms.watch("lobby", "wes").latest(Granted.class).grants().allows("chat")).isTrue();
  }

  @Test
  void whoWasMovedForgetsItsPositionEvenIfItHadResumedBefore() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    mod.ask(new Say("hello"));
    ann.crash();
    TestClient resumed = ann.rejoin();
    assertThat(resumed.hello().recovered()).isTrue();
    mod.ask(new MoveUser("ann", Role.WATCHER));
    resumed.crash();

    assertThat(resumed.rejoin().hello().recovered()).isFalse();
  }
}
