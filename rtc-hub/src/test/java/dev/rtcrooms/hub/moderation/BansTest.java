package dev.rtcrooms.hub.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.Ban;
import dev.rtcrooms.message.BanChanged;
import dev.rtcrooms.message.BanUser;
import dev.rtcrooms.message.Kick;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.ModerationEvent;
import dev.rtcrooms.message.ModeratorState;
import dev.rtcrooms.message.Unban;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users who are removed, for the moment or for longer. */
class BansTest {

  @RegisterExtension
  final TestRooms rooms = Moderated.rooms(Moderation.with(options -> options.bans(2)));

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void aKickEndsAllConnectionsOfAUserAndTellsItWhy() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    TestClient tab = rooms.watch("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");

    mod.ask(new Kick("ann", "please be kind"));

    assertThat(ann.closedWith()).isEqualTo(new CloseReason(4501, "please be kind"));
    assertThat(ann.closedWith().shouldReconnect()).isFalse();
    assertThat(tab.closedWith().code()).isEqualTo(4501);
    assertThat(bob.isOpen()).isTrue();
    assertThat(mod.isOpen()).isTrue();
  }

  @Test
  void whoWasOnlyKickedMayComeBack() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    mod.ask(new Kick("ann", null));
    assertThat(ann.closedWith()).isEqualTo(CloseReason.REMOVED);

    assertThat(ann.rejoin().isOpen()).isTrue();
  }

  @Test
  void whoIsBannedDoesNotComeBackByAReloadNorByAnyOtherLink() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");

    mod.ask(new BanUser("ann", HOUR, "spam"));

    CloseReason banned = new CloseReason(4509, "banned until 2026-01-01T01:00:00Z: spam");
    assertThat(Moderated.START).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(ann.closedWith()).isEqualTo(banned);
    assertThat(ann.rejoin().closedWith()).isEqualTo(banned);
    assertThat(rooms.watch("lobby", "ann").closedWith()).isEqualTo(banned);
    assertThat(banned.shouldReconnect()).isFalse();
    assertThat(refusedPage("ann"))
        .isEqualTo(Refusal.of("banned", "banned until 2026-01-01T01:00:00Z: spam"));
    assertThat(rooms.join("other", "ann").isOpen()).isTrue();
  }

  @Test
  void theOthersHearOnlyThatTheUserHasLeft() {
    TestClient mod = rooms.join("lobby", "mod");
    rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.drain();
    mod.drain();

    mod.ask(new BanUser("ann", null, "spam"));
    rooms.join("lobby", "ann");

    bob.hearsNo(ModerationEvent.class);
    assertThat(mod.drain(BanChanged.class))
        .containsExactly(new BanChanged("ann", "ann", null, "spam", true));
  }

  @Test
  void aBanEndsByItself() {
    TestClient mod = rooms.join("lobby", "mod");
    mod.ask(new BanUser("ann", HOUR, null));

    rooms.advance(HOUR.minusMillis(1));
    assertThat(rooms.join("lobby", "ann").isOpen()).isFalse();

    rooms.advance(Duration.ofMillis(1));
    assertThat(rooms.join("lobby", "ann").isOpen()).isTrue();
    assertThat(mod.refusal(new Unban("ann")).code()).isEqualTo("no-such-user");
  }

  @Test
  void aBanIsLifted() {
    TestClient mod = rooms.join("lobby", "mod");
    mod.ask(new BanUser("ann", null, null));
    assertThat(rooms.join("lobby", "ann").closedWith()).isEqualTo(CloseReason.BANNED);

    mod.ask(new Unban("ann"));

    assertThat(rooms.join("lobby", "ann").isOpen()).isTrue();
    assertThat(mod.drain(BanChanged.class))
        .containsExactly(
            new BanChanged("ann", null, null, null, true),
            new BanChanged("ann", null, null, null, false));
    assertThat(mod.refusal(new Unban("ann")).code()).isEqualTo("no-such-user");
  }

  @Test
  void aModeratorWhoComesLaterIsToldTheBans() {
    TestClient mod = rooms.join("lobby", "mod");
    rooms.join("lobby", "ann");
    mod.ask(new BanUser("ann", HOUR, "spam"));

    assertThat(rooms.join("lobby", "max").next(ModeratorState.class).bans())
        .containsExactly(new Ban("ann", "ann", Moderated.START.plus(HOUR), "spam"));
    rooms.join("lobby", "bob").hearsNo(ModeratorState.class);
  }

  @Test
  void theHostBansFromAnyThreadInOneLine() {
    TestClient ann = rooms.join("lobby", "ann");

    rooms.room("lobby").execute(Moderation.class, moderation -> moderation.ban("ann", HOUR));
    rooms.settle();

    assertThat(ann.closedWith().code()).isEqualTo(4509);
    CompletableFuture<List<Ban>> bans =
        rooms.room("lobby").call(Moderation.class, Moderation::bans).toCompletableFuture();
    rooms.settle();
    assertThat(bans.join()).extracting(Ban::user).containsExactly("ann");
  }

  @Test
  void aFeatureThatWasNotAddedFailsTheCall() {
    CompletableFuture<String> call =
        rooms.room("lobby").call(Absent.class, Absent::toString).toCompletableFuture();
    rooms.settle();

    assertThatThrownBy(call::join).hasCauseInstanceOf(NoSuchElementException.class);
  }

  private static final class Absent implements Feature {}

  @Test
  void aRoomRemembersSoManyBans() {
    TestClient mod = rooms.join("lobby", "mod");
    mod.ask(new BanUser("ann", HOUR, null));
    mod.ask(new BanUser("bob", null, null));
    assertThat(mod.refusal(new BanUser("eve", null, null)).code()).isEqualTo("too-many-bans");
    mod.ask(new BanUser("bob", HOUR, "again"));

    rooms.advance(HOUR);
    mod.ask(new BanUser("eve", null, null));
  }

  @Test
  void nobodyIsKickedWhoIsNotThere() {
    TestClient mod = rooms.join("lobby", "mod");

    assertThat(mod.refusal(new Kick("ann", null)).code()).isEqualTo("no-such-user");
  }

  @Test
  void aModeratorDoesNotRemoveItself() {
    TestClient mod = rooms.join("lobby", "mod");

    assertThat(mod.refusal(new Kick("mod", null)).code()).isEqualTo("not-yourself");
    assertThat(mod.refusal(new BanUser("mod", HOUR, null)).code()).isEqualTo("not-yourself");
    assertThat(mod.isOpen()).isTrue();
  }

  @Test
  void aProtectedUserIsNeitherRemovedNorKeptOut() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient chief = rooms.join("lobby", "chief");

    assertThat(mod.refusal(new Kick("chief", null)).code()).isEqualTo("protected");
    assertThat(mod.refusal(new BanUser("chief", null, null)).code()).isEqualTo("protected");
    chief.leave();
    mod.ask(new BanUser("chief", null, null));
    assertThat(rooms.join("lobby", "chief").isOpen()).isTrue();
  }

  @Test
  void whoDoesNotModerateRemovesNobody() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.drain();

    assertThat(ann.refusal(new Kick("bob", null)).code()).isEqualTo("not-allowed");
    assertThat(ann.refusal(new BanUser("bob", null, null)).code()).isEqualTo("not-allowed");
    assertThat(bob.isOpen()).isTrue();
    assertThat(bob.drain()).isEmpty();
    assertThat(bob.heard(Members.class)).isNotEmpty();
  }

  @Test
  void bansEndWithTheRoom() {
    rooms.room("lobby").execute(Moderation.class, moderation -> moderation.ban("ann"));
    rooms.advance(Duration.ofMinutes(1));

    assertThat(rooms.join("lobby", "ann").isOpen()).isTrue();
  }

  private Refusal refusedPage(String user) {
    Handshake page =
        Handshake.of(Role.PARTICIPANT, TestRooms.id("lobby").toString()).withPrincipal(() -> user);
    CompletableFuture<?> visit = rooms.rooms().visit(page).toCompletableFuture();
    rooms.settle();
    Throwable failure = visit.handle((value, cause) -> cause).join();
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return ((RefusalException) cause).refusal();
  }

  @Test
  void theDefaultGrantsProtectNobody() {
    assertThat(Role.PARTICIPANT.defaultGrants().allows(Grants.PROTECTED)).isFalse();
  }
}
