package dev.rtcrooms.hub.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.AskToMute;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.Kick;
import dev.rtcrooms.message.Media;
import dev.rtcrooms.message.ModerationState;
import dev.rtcrooms.message.ModeratorState;
import dev.rtcrooms.message.MuteRequested;
import dev.rtcrooms.message.Permit;
import dev.rtcrooms.message.Permits;
import dev.rtcrooms.message.PermitsChanged;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.Arrival;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What moderators let users do. */
class PermitsTest {

  @RegisterExtension
  final TestRooms rooms =
      Moderated.rooms(
          Moderation.with(
              options -> options.permits(Grants.CHAT, Grants.PUBLISH, Grants.MODERATE, "own")));

  private static final PermitsChanged MUTED = new PermitsChanged("ann", List.of(), List.of("chat"));

  @Test
  void whoIsMutedSaysNothingByAnyConnectionOfNowAndLater() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    TestClient tab = rooms.join("lobby", "ann");

    mod.ask(new Permit("ann", "chat", false));

    assertThat(ann.refusal(new Say("hm")).code()).isEqualTo("not-allowed");
    assertThat(tab.refusal(new Say("hm")).code()).isEqualTo("not-allowed");
    assertThat(ann.next(Granted.class).grants().allows("chat")).isFalse();
    ann.crash();
    TestClient back = ann.rejoin();
    assertThat(back.refusal(new Say("hm")).code()).isEqualTo("not-allowed");
    mod.hearsNo(Said.class);
  }

  @Test
  void everybodySeesWhoIsMuted() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    TestClient wes = rooms.watch("lobby", "wes");
    TestClient tab = rooms.watch("lobby", "ann");

    mod.ask(new Permit("ann", "chat", false));

    assertThat(ann.next(PermitsChanged.class)).isEqualTo(MUTED);
    assertThat(mod.next(PermitsChanged.class)).isEqualTo(MUTED);
    assertThat(tab.next(PermitsChanged.class)).isEqualTo(MUTED);
    wes.hearsNo(PermitsChanged.class);
    Permits permits = new Permits("ann", List.of(), List.of("chat"));
    assertThat(rooms.join("lobby", "bob").next(ModerationState.class).permits())
        .containsExactly(permits);
    assertThat(rooms.watch("lobby", "ann").next(ModerationState.class).permits())
        .containsExactly(permits);
    assertThat(rooms.watch("lobby", "zoe").next(ModerationState.class).permits()).isEmpty();
  }

  @Test
  void whoIsUnmutedGetsBackWhatItHad() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    Grants before = ann.hello().grants();
    TestClient tab = rooms.watch("lobby", "ann");
    mod.ask(new Permit("ann", "chat", false));
    mod.drain();

    mod.ask(new Permit("ann", "publish", false));
    mod.ask(new Permit("ann", "publish", true));
    assertThat(ann.refusal(new Say("hm")).code()).isEqualTo("not-allowed");
    mod.ask(new Permit("ann", "chat", true));

    assertThat(ann.latest(Granted.class).grants()).isEqualTo(before);
    ann.ask(new Say("thank you"));
    assertThat(mod.latest(PermitsChanged.class).taken()).isEmpty();
    assertThat(tab.isOpen()).isTrue();
  }

  @Test
  void whatTheHostRenewsDoesNotUnmute() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    mod.ask(new Permit("ann", "chat", false));

    rooms.execute("lobby", ann, client -> client.renew(Role.PARTICIPANT.defaultGrants()));
    assertThat(ann.refusal(new Say("hm")).code()).isEqualTo("not-allowed");

    mod.ask(new Permit("ann", "chat", true));
    ann.ask(new Say("thank you"));
  }

  @Test
  void whatAClientHasGivenUpNobodyGivesBack() {
    TestClient mod = rooms.join("lobby", "mod");
    Arrival arrival = rooms.arrival("lobby", "ann");
    Handshake.of(Role.PARTICIPANT, "")
        .forgoing(Grants.PUBLISH)
        .attributes()
        .forEach(arrival::attribute);
    TestClient ann = arrival.join();
    assertThat(ann.hello().grants().allows("publish")).isFalse();

    rooms.execute("lobby", ann, client -> client.renew(Role.PARTICIPANT.defaultGrants()));
    assertThat(ann.latest(Granted.class).grants().allows("publish")).isFalse();
    mod.ask(new Permit("ann", "publish", true));
    mod.ask(new Permit("ann", "own", true));

    Grants grants = ann.latest(Granted.class).grants();
    assertThat(grants.allows("publish")).isFalse();
    assertThat(grants.allows("own")).isTrue();
    assertThat(mod.latest(PermitsChanged.class).given()).containsExactly("own");
  }

  @Test
  void theModerationIsHandedOverAndSurvivesAReconnect() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");

    mod.ask(new Permit("ann", "moderate", true));
    mod.ask(new Permit("mod", "moderate", false));

    assertThat(ann.next(ModeratorState.class).waiting()).isEmpty();
    assertThat(mod.refusal(new Kick("bob", null)).code()).isEqualTo("not-allowed");
    ann.crash();
    TestClient back = ann.rejoin();
    assertThat(back.next(ModeratorState.class).bans()).isEmpty();
    back.ask(new Kick("bob", null));
    assertThat(bob.isOpen()).isFalse();
    assertThat(mod.rejoin().refusal(new Kick("ann", null)).code()).isEqualTo("not-allowed");
  }

  @Test
  void aWatcherNeverGetsWhatItsRoleForbids() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient wes = rooms.watch("lobby", "wes");

    mod.ask(new Permit("wes", "moderate", true));
    mod.ask(new Permit("wes", "publish", true));
    wes.hearsNo(Granted.class);
    mod.ask(new Permit("wes", "chat", true));

    assertThat(wes.next(Granted.class).grants()).isEqualTo(Grants.of("join", "subscribe", "chat"));
  }

  @Test
  void aGrantOfTheHostIsGivenAndTaken() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");

    mod.ask(new Permit("ann", "own", true));
    assertThat(ann.next(Granted.class).grants().allows("own")).isTrue();
    mod.ask(new Permit("ann", "own", false));
    assertThat(ann.next(Granted.class).grants().allows("own")).isFalse();
    ann.leave();
    mod.ask(new Permit("ann", "own", true));
    assertThat(rooms.join("lobby", "ann").hello()).isNotNull();
  }

  @Test
  void otherGrantsAreTheHostsAlone() {
    TestClient mod = rooms.join("lobby", "mod");
    rooms.join("lobby", "ann");

    for (String grant : List.of("join", "protected", "subscribe", "anything")) {
      assertThat(mod.refusal(new Permit("ann", grant, false)).code()).isEqualTo("bad-field");
    }
    assertThatThrownBy(
            () ->
                rooms.execute(
                    "lobby", room -> room.feature(Moderation.class).permit("ann", "join", false)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nobodyMutesItselfAStrangerOrAProtectedUser() {
    TestClient mod = rooms.join("lobby", "mod");
    rooms.join("lobby", "chief");

    assertThat(mod.refusal(new Permit("mod", "chat", false)).code()).isEqualTo("not-yourself");
    assertThat(mod.refusal(new Permit("mod", "moderate", true)).code()).isEqualTo("not-yourself");
    assertThat(mod.refusal(new Permit("bob", "chat", false)).code()).isEqualTo("no-such-user");
    assertThat(mod.refusal(new Permit("chief", "chat", false)).code()).isEqualTo("protected");
    mod.hearsNo(PermitsChanged.class);
  }

  @Test
  void aModeratorAsksAUserToMute() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    TestClient tab = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");

    mod.ask(new AskToMute("ann", null, Media.AUDIO));
    assertThat(ann.next(MuteRequested.class))
        .isEqualTo(new MuteRequested(Media.AUDIO, "mod", "mod"));
    assertThat(tab.next(MuteRequested.class).media()).isEqualTo(Media.AUDIO);

    mod.ask(new AskToMute("ann", tab.id(), Media.SCREEN));
    assertThat(tab.next(MuteRequested.class).media()).isEqualTo(Media.SCREEN);
    ann.hearsNo(MuteRequested.class);
    bob.hearsNo(MuteRequested.class);
    mod.hearsNo(MuteRequested.class);

    assertThat(mod.refusal(new AskToMute("ann", bob.id(), Media.ALL)).code())
        .isEqualTo("no-such-user");
    assertThat(mod.refusal(new AskToMute("mod", null, Media.ALL)).code()).isEqualTo("not-yourself");
  }

  @Test
  void theHostAsksToMuteWithoutAName() {
    TestClient ann = rooms.join("lobby", "ann");

    rooms.room("lobby").execute(Moderation.class, it -> it.askToMute("ann", Media.ALL));
    rooms.settle();

    assertThat(ann.next(MuteRequested.class)).isEqualTo(new MuteRequested(Media.ALL, null, null));
  }
}
