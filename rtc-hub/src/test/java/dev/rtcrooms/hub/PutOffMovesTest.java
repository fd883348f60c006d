package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A move that a feature asks for while the features are told of something, and what follows it. */
class PutOffMovesTest {

  private static final Grants USUAL = Role.PARTICIPANT.defaultGrants();
  private static final Grants MORE = USUAL.with("more");

  private Consumer<Client> whenJoined = client -> {};

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(Echo.builder().feature(room -> new Host()).feature(Witness::new));

  private final class Host implements Feature {
    @Override
    public void joined(Client client) {
      whenJoined.accept(client);
    }
  }

  private TestClient watcher(Consumer<Client> whenJoined) {
    this.whenJoined = whenJoined;
    return rooms.watch("lobby", "eve");
  }

  @Test
  void aLaterMoveTakesItBack() {
    TestClient eve =
        watcher(
            client -> {
              client.move(Role.PARTICIPANT, USUAL);
              client.move(Role.WATCHER, Role.WATCHER.defaultGrants());
            });

    assertThat(eve.drain(Granted.class))
        .containsExactly(
            new Granted(Role.PARTICIPANT, USUAL),
            new Granted(Role.WATCHER, Role.WATCHER.defaultGrants()));
  }

  @Test
  void aLaterRenewalHoldsAtTheDoorToWhichItLeads() {
    TestClient eve =
        watcher(
            client -> {
              client.move(Role.PARTICIPANT, USUAL);
              client.renew(MORE);
            });

    assertThat(eve.latest(Granted.class)).isEqualTo(new Granted(Role.PARTICIPANT, MORE));
  }

  @Test
  void aTaskThatRunsBeforeItRenewsAfterIt() {
    TestClient eve =
        watcher(
            client -> {
              client.room().execute(() -> client.renew(MORE));
              client.move(Role.PARTICIPANT, USUAL);
            });

    assertThat(eve.drain(Granted.class))
        .containsExactly(new Granted(Role.PARTICIPANT, USUAL), new Granted(Role.PARTICIPANT, MORE));
  }

  @Test
  void whatTheGrantsAreTakenFromIsMovedNoMore() {
    TestClient eve =
        watcher(
            client -> {
              client.move(Role.PARTICIPANT, USUAL);
              client.renew(Grants.none());
              assertThat(client.grants()).as("taken at once").isEqualTo(Grants.none());
            });

    assertThat(eve.closedWith()).isEqualTo(CloseReason.NOT_ALLOWED);
    eve.hearsNo(Granted.class);
    assertThat(Witness.of(rooms, "lobby")).containsExactly("joined eve", "left eve");
  }

  @Test
  void whatFollowsItHoldsNoOtherClientUp() {
    TestClient ann = rooms.join("lobby", "ann");
    watcher(
        client -> {
          client.move(Role.PARTICIPANT, USUAL);
          Client other = client.room().hub().clients().iterator().next();
          other.renew(MORE);
          assertThat(other.grants()).isEqualTo(MORE);
        });

    assertThat(ann.next(Granted.class).grants()).isEqualTo(MORE);
  }

  @Test
  void onceItIsDoneChangesAreDoneAtOnceAgain() {
    TestClient eve = watcher(client -> client.move(Role.PARTICIPANT, USUAL));
    rooms.execute(
        "lobby",
        eve,
        client -> {
          client.renew(MORE);
          assertThat(client.grants()).isEqualTo(MORE);
        });
  }
}
