package dev.rtcrooms.hub.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.Admit;
import dev.rtcrooms.message.BanUser;
import dev.rtcrooms.message.Deny;
import dev.rtcrooms.message.EntryMode;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Kick;
import dev.rtcrooms.message.ModerationEvent;
import dev.rtcrooms.message.ModeratorState;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.SetEntry;
import dev.rtcrooms.message.Waiting;
import dev.rtcrooms.message.WaitingChanged;
import dev.rtcrooms.message.WaitingUser;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Inbound;
import java.time.Duration;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Newcomers wait until a moderator lets them in. */
class WaitingRoomTest {

  @RegisterExtension
  final TestRooms rooms =
      Moderated.rooms(
          Moderation.with(
              options -> options.entry(EntryMode.WAITING).waiting(2, Duration.ofMinutes(5))));

  @Test
  void aNewcomerWaitsKnowsItAndIsLetIn() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");

    assertThat(ann.isWaiting()).isTrue();
    assertThat(ann.heard()).containsExactly(new Waiting(Duration.ofSeconds(25)));
    assertThat(mod.next(WaitingChanged.class))
        .isEqualTo(new WaitingChanged("ann", "ann", Role.PARTICIPANT, Moderated.START, true));

    mod.ask(new Admit("ann"));

    assertThat(ann.isWaiting()).isFalse();
    assertThat(ann.isOpen()).isTrue();
    assertThat(ann.member().user().id()).isEqualTo("ann");
    assertThat(mod.next(WaitingChanged.class).waiting()).isFalse();
    ann.ask(new Say("thank you"));
    assertThat(mod.next(Said.class).text()).isEqualTo("thank you");
  }

  @Test
  void whoWaitsIsNotInTheRoom() {
    TestClient mod = rooms.join("lobby", "mod");
    mod.ask(new SetEntry(EntryMode.OPEN));
    TestClient bob = rooms.join("lobby", "bob");
    mod.ask(new SetEntry(EntryMode.WAITING));
    bob.drain();
    TestClient ann = rooms.join("lobby", "ann");
    ann.sendFrame(new Inbound.Accepted("early", new Say("let me in")));
    mod.ask(new Say("not for ann"));

    assertThat(bob.drain()).hasSize(1).hasOnlyElementsOfType(Said.class);
    assertThat(ann.heard(Said.class)).isEmpty();
    int inside = rooms.call("lobby", room -> room.hub().clients().size());
    assertThat(inside).isEqualTo(2);
    bob.hearsNo(ModerationEvent.class);
  }

  @Test
  void aModeratorWhoComesLaterIsToldWhoWaits() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.advance(Duration.ofSeconds(1));
    TestClient wes = rooms.watch("lobby", "wes");

    assertThat(rooms.join("lobby", "mod").next(ModeratorState.class).waiting())
        .containsExactly(
            new WaitingUser("ann", "ann", Role.PARTICIPANT, Moderated.START),
            new WaitingUser("wes", "wes", Role.WATCHER, Moderated.START.plusSeconds(1)));
    assertThat(ann.isWaiting()).isTrue();
    assertThat(wes.isWaiting()).isTrue();
  }

  @Test
  void whoIsDeniedIsToldAndMayAskAgain() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");

    mod.ask(new Deny("ann", "members only"));

    assertThat(ann.closedWith()).isEqualTo(new CloseReason(4511, "members only"));
    assertThat(ann.closedWith().shouldReconnect()).isFalse();
    assertThat(rooms.join("lobby", "ann").isWaiting()).isTrue();
    mod.ask(new Kick("ann", null));
    mod.refusal(new Deny("ann", null));
    assertThat(mod.refusal(new Admit("ann")).code()).isEqualTo("no-such-user");
  }

  @Test
  void whoIsBannedWhileItWaitsIsSentAway() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");

    mod.ask(new BanUser("ann", null, null));

    assertThat(ann.closedWith()).isEqualTo(CloseReason.BANNED);
    assertThat(rooms.join("lobby", "ann").closedWith()).isEqualTo(CloseReason.BANNED);
  }

  @Test
  void allConnectionsOfAUserAreLetInAndLaterOnesToo() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    TestClient tab = rooms.watch("lobby", "ann");
    assertThat(mod.drain(WaitingChanged.class)).hasSize(1);

    mod.ask(new Admit("ann"));

    assertThat(ann.isOpen()).isTrue();
    assertThat(tab.hello().role()).isEqualTo(Role.WATCHER);
    ann.crash();
    tab.crash();
    rooms.advance(Duration.ofHours(1));
    assertThat(ann.rejoin().isWaiting()).isFalse();
  }

  @Test
  void soManyWaitAndSoLong() {
    rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    rooms.advance(Duration.ofMinutes(2));
    TestClient bob = rooms.join("lobby", "bob");

    assertThat(rooms.join("lobby", "eve").closedWith()).isEqualTo(CloseReason.ROOM_FULL);

    rooms.advance(Duration.ofMinutes(3));
    assertThat(ann.closedWith())
        .isEqualTo(new CloseReason(4511, "nobody let you in; try again later"));
    assertThat(bob.isWaiting()).isTrue();
    assertThat(rooms.join("lobby", "eve").isWaiting()).isTrue();
  }

  @Test
  void whoLeavesWaitsNoLonger() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    mod.drain();

    ann.leave();
    bob.crash();

    assertThat(mod.drain(WaitingChanged.class))
        .extracting(WaitingChanged::user, WaitingChanged::waiting)
        .containsExactly(Tuple.tuple("ann", false), Tuple.tuple("bob", false));
    assertThat(rooms.join("lobby", "eve").isWaiting()).isTrue();
    assertThat(rooms.join("lobby", "liz").isWaiting()).isTrue();
  }

  @Test
  void aConnectionThatWaitsIsReplacedByTheNextOfItsSession() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");

    TestClient again = ann.rejoin();

    assertThat(ann.closedWith()).isEqualTo(CloseReason.REPLACED);
    assertThat(again.isWaiting()).isTrue();
    mod.ask(new Admit("ann"));
    assertThat(again.member().user().id()).isEqualTo("ann");
  }

  @Test
  void theServerGivesSignsOfLife() {
    TestClient ann = rooms.join("lobby", "ann");

    rooms.advance(Duration.ofSeconds(75));

    assertThat(ann.heard(Waiting.class)).hasSize(4);
    assertThat(ann.heard(Hello.class)).isEmpty();
  }

  @Test
  void whenTheWaitingRoomIsClosedEverybodyIsLetIn() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");

    mod.ask(new SetEntry(EntryMode.OPEN));

    assertThat(ann.hello()).isNotNull();
    assertThat(bob.hello()).isNotNull();
  }

  @Test
  void whenTheRoomIsLockedNobodyWaits() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");

    mod.ask(new SetEntry(EntryMode.LOCKED));

    assertThat(ann.closedWith()).isEqualTo(CloseReason.ROOM_LOCKED);
    assertThat(mod.drain(WaitingChanged.class)).hasSize(2);
  }

  @Test
  void aRoomStaysOpenWhileSomebodyWaits() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.advance(Duration.ofMinutes(4));

    assertThat(ann.isWaiting()).isTrue();
    TestClient mod = rooms.join("lobby", "mod");
    mod.ask(new Admit("ann"));
    assertThat(ann.hello()).isNotNull();
  }

  @Test
  void whoWaitsIsToldThatTheRoomIsClosed() {
    TestClient ann = rooms.join("lobby", "ann");

    rooms.room("lobby").close(CloseReason.ROOM_CLOSED);
    rooms.settle();

    assertThat(ann.closedWith()).isEqualTo(CloseReason.ROOM_CLOSED);
  }

  @Test
  void whoWaitsInAFullWaitingRoomMayConnectAgain() {
    rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");

    assertThat(Moderated.page(rooms, "ann")).isEqualTo("shown");
    assertThat(Moderated.page(rooms, "eve")).isEqualTo("room-full");
    assertThat(rooms.join("lobby", "ann").closedWith()).isEqualTo(CloseReason.ROOM_FULL);
    assertThat(ann.rejoin().isWaiting()).isTrue();
    assertThat(ann.closedWith()).isEqualTo(CloseReason.REPLACED);
    assertThat(bob.isWaiting()).isTrue();
  }
}
