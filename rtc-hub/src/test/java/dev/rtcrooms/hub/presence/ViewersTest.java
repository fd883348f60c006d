package dev.rtcrooms.hub.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Role;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.message.ViewerCount;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ViewersTest {

  private static final Duration A_SECOND = Duration.ofSeconds(1);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(RtcRooms.builder().secret("a secret of the tests").feature(Viewers::new));

  @Test
  void participantsAndWatchersAreCountedApart() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.join("lobby", "bob");
    TestClient wes = rooms.watch("lobby", "wes");
    rooms.advance(A_SECOND);

    assertThat(ann.latest(ViewerCount.class)).isEqualTo(new ViewerCount(2, 1));
    assertThat(wes.latest(ViewerCount.class)).isEqualTo(new ViewerCount(2, 1));
  }

  @Test
  void aNewcomerIsToldAtOnce() {
    rooms.join("lobby", "ann");
    rooms.join("lobby", "bob");
    TestClient wes = rooms.watch("lobby", "wes");

    assertThat(wes.next(ViewerCount.class)).isEqualTo(new ViewerCount(2, 1));
  }

  @Test
  void aNewcomerKnowsTheTruthWhenTheQuietSecondEnds() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.advance(A_SECOND);
    TestClient bob = rooms.join("lobby", "bob");
    TestClient cid = rooms.join("lobby", "cid");
    bob.leave();
    assertThat(cid.latest(ViewerCount.class)).isEqualTo(new ViewerCount(3, 0));
    ann.drain();

    rooms.advance(A_SECOND);

    assertThat(cid.latest(ViewerCount.class)).isEqualTo(new ViewerCount(2, 0));
    ann.hearsNo(ViewerCount.class);
  }

  @Test
  void aChangeIsToldAtOnceAfterAQuietSecond() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.advance(A_SECOND);
    ann.drain();

    rooms.watch("lobby", "wes");

    assertThat(ann.next(ViewerCount.class)).isEqualTo(new ViewerCount(1, 1));
  }

  @Test
  void whoIsRaisedOrLoweredIsCountedAtItsNewDoor() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient eve = rooms.watch("lobby", "eve");
    rooms.execute(
        "lobby", eve, its -> its.move(Role.PARTICIPANT, Role.PARTICIPANT.defaultGrants()));
    rooms.advance(A_SECOND);
    assertThat(ann.latest(ViewerCount.class)).isEqualTo(new ViewerCount(2, 0));

    rooms.execute("lobby", eve, its -> its.move(Role.WATCHER, Role.WATCHER.defaultGrants()));
    rooms.advance(A_SECOND);
    assertThat(ann.latest(ViewerCount.class)).isEqualTo(new ViewerCount(1, 1));

    eve.leave();
    rooms.advance(A_SECOND);
    assertThat(ann.latest(ViewerCount.class)).isEqualTo(new ViewerCount(1, 0));
  }

  @Test
  void manyChangesAreToldOnceASecond() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.advance(A_SECOND);
    ann.drain();

    for (int n = 0; n < 100; n++) {
      rooms.join("lobby", "user " + n);
      rooms.advance(Duration.ofMillis(30));
    }
    rooms.advance(A_SECOND);

    assertThat(ann.heard(ViewerCount.class)).hasSizeBetween(4, 7);
    assertThat(ann.latest(ViewerCount.class)).isEqualTo(new ViewerCount(101, 0));
  }

  @Test
  void peopleAndConnectionsAreCountedApart() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.join("lobby", "ann");
    rooms.watch("lobby", "ann");
    TestClient wes = rooms.watch("lobby", "wes");
    TestClient third = rooms.watch("lobby", "wes");
    rooms.advance(A_SECOND);
    assertThat(ann.latest(ViewerCount.class)).isEqualTo(new ViewerCount(1, 2, 2, 3));

    third.leave();
    rooms.advance(A_SECOND);
    assertThat(ann.latest(ViewerCount.class)).isEqualTo(new ViewerCount(1, 2, 2, 2));
    wes.leave();
    rooms.advance(A_SECOND);
    assertThat(ann.latest(ViewerCount.class)).isEqualTo(new ViewerCount(1, 1, 2, 1));
  }

  @Test
  void whoComesBackInTimeWasCountedAllTheWhile() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    rooms.advance(A_SECOND);
    ann.drain();
    for (int n = 0; n < 3; n++) {
      bob.crash();
      rooms.advance(Duration.ofSeconds(19));
      bob = bob.rejoin();
      assertThat(bob.next(ViewerCount.class)).isEqualTo(new ViewerCount(2, 0));
    }

    ann.hearsNo(ViewerCount.class);
    bob.crash();
    rooms.advance(Duration.ofSeconds(20));
    assertThat(ann.next(ViewerCount.class)).isEqualTo(new ViewerCount(1, 0));
  }

  @Test
  void aViewerWhoLeftIsNoLongerCounted() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.vanish();

    rooms.advance(Duration.ofMinutes(1));

    assertThat(ann.latest(ViewerCount.class).participants()).isEqualTo(1);
  }

  @Test
  void aCountThatIsAsItWasIsNotToldAgain() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.advance(A_SECOND);
    ann.drain();

    rooms.advance(Duration.ofMinutes(10));

    ann.hearsNo(ViewerCount.class);
  }

  @Test
  void whatIsToldLastIsTrue() {
    TestClient ann = rooms.join("lobby", "ann");
    for (int n = 0; n < 7; n++) {
      TestClient bob = rooms.join("lobby", "bob");
      rooms.advance(Duration.ofMillis(n * 170L));
      bob.leave();
    }
    rooms.advance(A_SECOND);

    assertThat(ann.latest(ViewerCount.class)).isEqualTo(new ViewerCount(1, 0));
    ViewerCount count = rooms.call("lobby", room -> room.feature(Viewers.class).count());
    assertThat(count).isEqualTo(new ViewerCount(1, 0));
  }
}
