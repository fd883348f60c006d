package dev.rtcrooms.hub.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.Joined;
import dev.rtcrooms.message.Left;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PresenceTest {

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(RtcRooms.builder().secret("a secret of the tests").feature(Presence::new));

  @Test
  void whoJoinsIsToldWhoIsHereItselfAmongThem() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");

    assertThat(ann.next(Members.class).members()).containsExactly(ann.member());
    assertThat(bob.next(Members.class).members()).containsExactly(ann.member(), bob.member());
  }

  @Test
  void theOthersAreToldOfEachComingAndGoing() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.drain();
    TestClient bob = rooms.join("lobby", "bob");
    Member member = bob.member();
    bob.leave();

    assertThat(ann.drain()).containsExactly(new Joined(member), new Left(member));
  }

  @Test
  void watchersNeitherHearOfParticipantsNorAreNamed() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.drain();
    TestClient wes = rooms.watch("lobby", "wes");
    TestClient bob = rooms.join("lobby", "bob");
    wes.leave();

    assertThat(ann.drain()).containsExactly(new Joined(bob.member()));
    assertThat(bob.next(Members.class).members()).containsExactly(ann.member(), bob.member());
    assertThat(wes.heard()).containsExactly(wes.hello());
  }

  @Test
  void aRaisedWatcherIsWelcomedLikeAParticipant() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient eve = rooms.watch("lobby", "eve");
    ann.drain();
    rooms.execute(
        "lobby", eve, its -> its.move(Role.PARTICIPANT, Role.PARTICIPANT.defaultGrants()));

    assertThat(ann.drain()).containsExactly(new Joined(eve.member()));
    assertThat(eve.next(Joined.class).member()).isEqualTo(eve.member());
    assertThat(eve.next(Members.class).members()).containsExactly(ann.member(), eve.member());
    eve.leave();
    assertThat(ann.drain()).containsExactly(new Left(eve.member()));
  }

  @Test
  void aLoweredParticipantHasLeftForTheOthersAndHearsOfNobodyAnyMore() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.drain();
    bob.drain();
    rooms.execute("lobby", bob, its -> its.move(Role.WATCHER, Role.WATCHER.defaultGrants()));
    rooms.join("lobby", "cid").leave();

    assertThat(ann.drain()).startsWith(new Left(bob.member())).hasSize(3);
    assertThat(bob.drain()).hasOnlyElementsOfType(Granted.class);
    bob.leave();
    assertThat(ann.drain()).isEmpty();
  }

  @Test
  void theSameUserTwiceIsTwoMembers() {
    TestClient one = rooms.join("lobby", "ann");
    TestClient two = rooms.join("lobby", "ann");

    assertThat(two.next(Members.class).members()).containsExactly(one.member(), two.member());
  }

  @Test
  void aGhostLeavesBeforeItsSuccessorJoins() {
    TestClient bob = rooms.join("lobby", "bob");
    TestClient ghost = rooms.join("lobby", "ann");
    ghost.vanish();
    bob.drain();

    TestClient ann = ghost.rejoin();

    assertThat(bob.drain()).containsExactly(new Left(ghost.member()), new Joined(ann.member()));
    assertThat(ann.latest(Members.class).members()).containsExactly(bob.member(), ann.member());
  }

  @Test
  void whoFollowsComingsAndGoingsKnowsWhoIsHere() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    rooms.join("lobby", "cid").leave();
    rooms.join("lobby", "dan").crash();
    bob.leave();
    TestClient eve = rooms.join("lobby", "eve");

    List<Member> known = new ArrayList<>(ann.next(Members.class).members());
    ann.drain()
        .forEach(
            event -> {
              if (event instanceof Joined joined && !known.contains(joined.member())) {
                known.add(joined.member());
              } else if (event instanceof Left left) {
                known.remove(left.member());
              }
            });

    assertThat(known).isEqualTo(eve.next(Members.class).members());
  }

  @Test
  void aRoomThatEndsIsNotFollowedByGoodbyes() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.join("lobby", "bob");
    ann.drain();

    rooms.room("lobby").close(CloseReason.ROOM_CLOSED);

    ann.hearsNo(Left.class);
  }
}
