package dev.rtcrooms.hub.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Limits;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.message.BanUser;
import dev.rtcrooms.message.EntryChanged;
import dev.rtcrooms.message.EntryMode;
import dev.rtcrooms.message.Kick;
import dev.rtcrooms.message.ModerationState;
import dev.rtcrooms.message.SetCapacity;
import dev.rtcrooms.message.SetEntry;
import dev.rtcrooms.message.Unban;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Locked and full rooms. */
class EntryTest {

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Moderated.builder(Moderation::new).limits(Limits.builder().clientsPerRoom(6).build()));

  @Test
  void nobodyNewEntersALockedRoom() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient wes = rooms.watch("lobby", "wes");
    mod.ask(new SetEntry(EntryMode.LOCKED));

    assertThat(rooms.join("lobby", "ann").closedWith()).isEqualTo(CloseReason.ROOM_LOCKED);
    assertThat(rooms.watch("lobby", "ann").closedWith()).isEqualTo(CloseReason.ROOM_LOCKED);
    assertThat(mod.next(EntryChanged.class)).isEqualTo(new EntryChanged(EntryMode.LOCKED, 6));
    assertThat(wes.next(EntryChanged.class)).isEqualTo(new EntryChanged(EntryMode.LOCKED, 6));
  }

  @Test
  void theUsersOfALockedRoomMayComeBack() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.crash();
    rooms.advance(Duration.ofSeconds(30));
    mod.ask(new SetEntry(EntryMode.LOCKED));
    ann.crash();
    rooms.advance(Duration.ofHours(1));

    assertThat(ann.rejoin().isOpen()).isTrue();
    assertThat(bob.rejoin().isOpen()).isTrue();
  }

  @Test
  void whoLeftLongBeforeTheRoomWasLockedIsNew() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    ann.leave();
    rooms.advance(Duration.ofSeconds(61));
    mod.ask(new SetEntry(EntryMode.LOCKED));

    assertThat(ann.rejoin().closedWith()).isEqualTo(CloseReason.ROOM_LOCKED);
  }

  @Test
  void whoIsKickedFromALockedRoomStaysOutside() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    mod.ask(new SetEntry(EntryMode.LOCKED));
    mod.ask(new Kick("ann", null));

    assertThat(ann.rejoin().closedWith()).isEqualTo(CloseReason.ROOM_LOCKED);
  }

  @Test
  void moderatorsAndProtectedUsersEnterALockedRoom() {
    rooms.join("lobby", "mod").ask(new SetEntry(EntryMode.LOCKED));

    TestClient max = rooms.join("lobby", "max");
    assertThat(max.isOpen()).isTrue();
    assertThat(rooms.join("lobby", "chief").isOpen()).isTrue();
    max.crash();
    assertThat(max.rejoin().isOpen()).isTrue();
  }

  @Test
  void aLockedRoomIsOpenedAgain() {
    TestClient mod = rooms.join("lobby", "mod");
    mod.ask(new SetEntry(EntryMode.LOCKED));
    mod.ask(new SetEntry(EntryMode.OPEN));

    assertThat(rooms.join("lobby", "ann").next(ModerationState.class).entry())
        .isEqualTo(EntryMode.OPEN);
  }

  @Test
  void whoComesIsToldTheState() {
    rooms.join("lobby", "mod").ask(new SetEntry(EntryMode.LOCKED));

    assertThat(rooms.join("lobby", "max").next(ModerationState.class).entry())
        .isEqualTo(EntryMode.LOCKED);
  }

  @Test
  void aRoomHoldsAsManyClientsAsItsCapacity() {
    TestClient mod = rooms.join("lobby", "mod");
    mod.ask(new SetCapacity(2));
    TestClient ann = rooms.join("lobby", "ann");

    assertThat(rooms.join("lobby", "bob").closedWith()).isEqualTo(CloseReason.ROOM_FULL);
    assertThat(ann.rejoin().isOpen()).isTrue();
    assertThat(mod.next(EntryChanged.class)).isEqualTo(new EntryChanged(EntryMode.OPEN, 2));

    mod.ask(new SetCapacity(6));
    assertThat(rooms.join("lobby", "bob").isOpen()).isTrue();
    assertThat(rooms.join("other", "bob").next(ModerationState.class).capacity()).isEqualTo(6);
  }

  @Test
  void theCapacityIsWithinTheLimitOfTheRooms() {
    TestClient mod = rooms.join("lobby", "mod");

    assertThat(mod.refusal(new SetCapacity(7)).code()).isEqualTo("bad-field");
    mod.hearsNo(EntryChanged.class);
  }

  @Test
  void aSmallerCapacityRemovesNobody() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");

    mod.ask(new SetCapacity(1));

    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void theHostOpensARoomThatIsLocked() {
    rooms.room("lobby").execute(Moderation.class, moderation -> moderation.entry(EntryMode.LOCKED));
    rooms.settle();

    assertThat(rooms.join("lobby", "ann").closedWith()).isEqualTo(CloseReason.ROOM_LOCKED);
    EntryMode mode = rooms.call("lobby", room -> room.feature(Moderation.class).entry());
    assertThat(mode).isEqualTo(EntryMode.LOCKED);
  }

  @Test
  void whoIsKickedBeforeTheRoomIsLockedStaysOutside() {
    TestClient mod = rooms.join("lobby", "mod");
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    mod.ask(new Kick("ann", "not today"));
    mod.ask(new BanUser("bob", null, null));
    mod.ask(new Unban("bob"));
    rooms.advance(Duration.ofSeconds(1));
    mod.ask(new SetEntry(EntryMode.LOCKED));

    assertThat(ann.rejoin().closedWith()).isEqualTo(CloseReason.ROOM_LOCKED);
    assertThat(bob.rejoin().closedWith()).isEqualTo(CloseReason.ROOM_LOCKED);
  }

  @Test
  void whoIsInAFullRoomMayLoadItsPageAgain() {
    TestClient mod = rooms.join("lobby", "mod");
    mod.ask(new SetCapacity(2));
    TestClient ann = rooms.join("lobby", "ann");

    assertThat(Moderated.page(rooms, "ann")).isEqualTo("shown");
    assertThat(Moderated.page(rooms, "bob")).isEqualTo("room-full");
    assertThat(rooms.join("lobby", "ann").closedWith()).isEqualTo(CloseReason.ROOM_FULL);
    assertThat(ann.rejoin().isOpen()).isTrue();
  }

  @Test
  void theConnectionOfAGuestIsRefusedAndNotItsPage() {
    RoomsBuilder builder = Moderated.builder(Moderation::new);
    try (TestRooms own = TestRooms.with(builder.authenticator(Authenticator.guests()))) {
      TestClient mod = own.join("lobby", "mod");
      mod.ask(new SetEntry(EntryMode.LOCKED));
      assertThat(Moderated.page(own, "ann")).isEqualTo("room-locked");
      assertThat(Moderated.pageOfAGuest(own)).isEqualTo("shown");
      mod.ask(new SetCapacity(1));
      assertThat(Moderated.page(own, "ann")).isEqualTo("room-full");
      assertThat(Moderated.pageOfAGuest(own)).isEqualTo("shown");
    }
  }

  @Test
  void optionsThatAreChangedLaterHaveNoEffect() {
    AtomicReference<ModerationOptions> kept = new AtomicReference<>();
    Feature.Factory open = Moderation.with(kept::set);
    kept.get().entry(EntryMode.LOCKED);

    try (TestRooms own = Moderated.rooms(open)) {
      assertThat(own.join("lobby", "ann").isOpen()).isTrue();
    }
  }
}
