package dev.rtcrooms.hub.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.Admit;
import dev.rtcrooms.message.EntryMode;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.MoveUser;
import dev.rtcrooms.message.Permit;
import dev.rtcrooms.message.PermitsChanged;
import dev.rtcrooms.message.Refresh;
import dev.rtcrooms.message.SetEntry;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users who were moved to another role, and whose grants are renewed. */
class MovedRenewalTest {

  private static final Instant FIRST = Moderated.START.plusSeconds(600);
  private static final Instant SECOND = Moderated.START.plusSeconds(1_200);
  private static final Grants PROMOTED = Grants.of(Grants.JOIN, Grants.CHAT);

  private Instant expiry = FIRST;
  private String own = "gold";

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Moderated.builder(Moderation.with(options -> options.promoted(PROMOTED)))
              .admission(
                  (user, room, role) ->
                      CompletableFuture.completedStage(
                          user.id().equals("mod")
                              ? role.defaultGrants().with(Grants.MODERATE)
                              : role.defaultGrants().with(own).until(expiry))));

  private void renew(TestClient client) {
    rooms.advance(Duration.ofSeconds(300));
    expiry = SECOND;
    client.ask(new Refresh("token"));
    rooms.advance(Duration.ofSeconds(400));
    assertThat(client.isOpen()).isTrue();
  }

  @Test
  void aPromotedWatcherKeepsItsPromotion() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient wes = rooms.watch("lobby", "wes");
    mod.ask(new MoveUser("wes", Role.PARTICIPANT));

    renew(wes);

    assertThat(wes.latest(Granted.class))
        .isEqualTo(new Granted(Role.PARTICIPANT, PROMOTED.with("gold").until(SECOND)));
  }

  @Test
  void aPromotedWatcherThatIsMutedStaysSoUntilItIsAllowed() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient wes = rooms.watch("lobby", "wes");
    mod.ask(new MoveUser("wes", Role.PARTICIPANT));
    mod.ask(new Permit("wes", Grants.CHAT, false));

    renew(wes);

    assertThat(wes.latest(Granted.class).grants().allows(Grants.CHAT)).isFalse();
    mod.ask(new Permit("wes", Grants.CHAT, true));
    assertThat(wes.latest(Granted.class).grants()).isEqualTo(PROMOTED.with("gold").until(SECOND));
  }

  @Test
  void whatAdmissionChangesHoldsInBothRoles() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient wes = rooms.watch("lobby", "wes");
    mod.ask(new MoveUser("wes", Role.PARTICIPANT));
    own = "silver";

    renew(wes);

    assertThat(wes.latest(Granted.class).grants()).isEqualTo(PROMOTED.with("silver").until(SECOND));
    mod.ask(new MoveUser("wes", Role.WATCHER));
    Grants watcher = Role.WATCHER.defaultGrants();
    assertThat(wes.latest(Granted.class))
        .isEqualTo(new Granted(Role.WATCHER, watcher.with("silver").until(SECOND)));
    own = "gold";
    wes.ask(new Refresh("token"));
    assertThat(wes.latest(Granted.class).grants()).isEqualTo(watcher.with("gold").until(SECOND));
  }

  @Test
  void whoIsMovedBackAfterARenewalStays() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    mod.ask(new MoveUser("ann", Role.WATCHER));

    renew(ann);
    mod.ask(new MoveUser("ann", Role.PARTICIPANT));

    Grants usual = Role.PARTICIPANT.defaultGrants().with("gold");
    assertThat(ann.isOpen()).isTrue();
    assertThat(ann.latest(Granted.class))
        .isEqualTo(new Granted(Role.PARTICIPANT, usual.until(SECOND)));
  }

  @Test
  void whatTheHostChangesBetweenTwoMovesStays() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    mod.ask(new MoveUser("ann", Role.WATCHER));
    mod.ask(new MoveUser("ann", Role.PARTICIPANT));
    rooms.execute("lobby", ann, it -> it.renew(it.grants().without(Grants.PUBLISH)));

    mod.ask(new MoveUser("ann", Role.WATCHER));
    mod.ask(new MoveUser("ann", Role.PARTICIPANT));

    assertThat(ann.latest(Granted.class).grants().allows(Grants.PUBLISH)).isFalse();
  }

  @Test
  void whoseAdmissionEndedWhileItWaitedIsNotMovedButDisconnected() {
    TestClient mod = rooms.join("lobby", "mod");
    mod.ask(new SetEntry(EntryMode.WAITING));
    rooms.execute("lobby", room -> room.feature(Moderation.class).move("ann", Role.WATCHER));
    TestClient ann = rooms.join("lobby", "ann");
    rooms.advance(Duration.ofMinutes(1));
    expiry = Moderated.START.plusSeconds(90);
    TestClient again = ann.rejoin();
    rooms.advance(Duration.ofMinutes(1));

    mod.ask(new Admit("ann"));
    rooms.execute("lobby", room -> room.feature(Moderation.class).permit("ann", "chat", true));
    rooms.advance(Duration.ofSeconds(1));

    assertThat(mod.next(PermitsChanged.class).given()).isEmpty();
    assertThat(again.closedWith()).isEqualTo(CloseReason.GRANTS_EXPIRED);
  }
}
