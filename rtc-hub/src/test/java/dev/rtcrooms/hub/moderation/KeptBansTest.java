package dev.rtcrooms.hub.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.message.Ban;
import dev.rtcrooms.message.BanUser;
import dev.rtcrooms.message.Unban;
import dev.rtcrooms.spi.RoomListener;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bans that the host keeps, as docs/moderation.md shows it: they outlive the room. */
class KeptBansTest {

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(time -> new KeptBans(time).addTo(Moderated.builder(Moderation::new)));

  private static final class KeptBans implements RoomListener {
    private record Key(UUID room, String user) {}

    private final Map<Key, Ban> bans = new ConcurrentHashMap<>();
    private final VirtualTime time;

    KeptBans(VirtualTime time) {
      this.time = time;
    }

    @Override
    public void banned(Room room, Ban ban) {
      bans.put(new Key(room.id(), ban.user()), ban);
    }

    @Override
    public void unbanned(Room room, Ban ban) {
      bans.remove(new Key(room.id(), ban.user()));
    }

    RoomsBuilder addTo(RoomsBuilder rooms) {
      return rooms
          .listener(this)
          .admission(
              (user, room, role) -> {
                Ban ban = bans.get(new Key(room, user.id()));
                if (ban != null && !ban.expired(time.now())) {
                  throw new RefusalException(Refusal.BANNED, "banned: " + ban.reason());
                }
                return CompletableFuture.completedStage(role.defaultGrants().with(Grants.MODERATE));
              });
    }
  }

  /** The room is empty, and ends. */
  private void endRoom(TestClient last) {
    last.leave();
    rooms.advance(Duration.ofMinutes(2));
  }

  @Test
  void aBannedUserStaysOutOfTheNextRoomOfTheSameIdUntilTheBanEnds() {
    TestClient mod = rooms.join("lobby", "mod");
    rooms.join("lobby", "ann");
    mod.ask(new BanUser("ann", Duration.ofHours(1), "spam"));
    endRoom(mod);

    assertThat(rooms.join("lobby", "ann").closedWith())
        .isEqualTo(new CloseReason(4509, "banned: spam"));
    assertThat(Moderated.page(rooms, "ann")).isEqualTo("banned");
    assertThat(rooms.join("lobby", "bob").isOpen()).isTrue();
    assertThat(rooms.join("attic", "ann").isOpen()).isTrue();

    rooms.advance(Duration.ofHours(1));
    assertThat(rooms.join("lobby", "ann").isOpen()).isTrue();
  }

  @Test
  void aBanThatIsLiftedIsNotKept() {
    TestClient mod = rooms.join("lobby", "mod");
    mod.ask(new BanUser("ann", null, "spam"));
    mod.ask(new BanUser("eve", null, "spam"));
    mod.ask(new Unban("ann"));
    endRoom(mod);

    assertThat(rooms.join("lobby", "ann").isOpen()).isTrue();
    assertThat(rooms.join("lobby", "eve").isOpen()).isFalse();
  }
}
