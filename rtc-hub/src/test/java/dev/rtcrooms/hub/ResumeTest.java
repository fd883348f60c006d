package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.history.InMemoryHistory;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A client that was cut off and comes back hears all it missed, once, or is told that it does not.
 */
class ResumeTest {

  private static final int KEPT = 50;

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          time ->
              Echo.builder()
                  .feature(Chat::new)
                  .feature(Presence::new)
                  .history(InMemoryHistory.of(KEPT, Duration.ofMinutes(5), time, new Random(1))));

  @Test
  void whoComesBackHearsAllItMissedOnceAndInOrder() {
    TestClient bob = rooms.join("lobby", "bob");
    TestClient ann = rooms.join("lobby", "ann");
    bob.send(new Say("heard"));
    Position was = ann.position();
    ann.vanish();
    for (int n = 0; n < 10; n++) {
      bob.send(new Say("missed " + n));
    }

    TestClient back = ann.rejoin();
    bob.send(new Say("live"));

    assertThat(back.hello().recovered()).isTrue();
    assertThat(back.hello().position()).isEqualTo(was);
    assertThat(Recordings.of(ann, back)).isEqualTo(Recordings.of(bob));
    assertThat(back.drain(Said.class)).extracting(Said::text).hasSize(11).endsWith("live");
    assertThat(back.position()).isEqualTo(bob.position());
  }

  @Test
  void theMissedFollowTheGreetingAndFreshStateFollowsThem() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    rooms.advance(Duration.ofSeconds(1));
    ann.crash();
    bob.send(new Say("missed"));

    TestClient back = ann.rejoin();

    assertThat(back.heard().get(0)).isInstanceOf(Hello.class);
    int said = back.heard().indexOf(back.heard(Said.class).get(0));
    int members = back.heard().indexOf(back.heard(Members.class).get(0));
    assertThat(said).isBetween(1, members);
    assertThat(back.next(Members.class).members())
        .extracting(person -> person.user().id())
        .containsExactly("ann", "bob");
  }

  @Test
  void whoMissedNothingIsRecoveredToo() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient wes = rooms.watch("lobby", "wes");
    wes.crash();

    TestClient back = wes.rejoin();

    assertThat(back.hello().recovered()).isTrue();
    assertThat(Recordings.of(back)).isEmpty();
    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void whoResumesOftenHearsEverythingOnceAllTheSame() {
    TestClient bob = rooms.join("lobby", "bob");
    TestClient[] lives = new TestClient[10];
    lives[0] = rooms.join("lobby", "ann");
    for (int n = 1; n < lives.length; n++) {
      bob.send(new Say("heard " + n));
      lives[n - 1].crash();
      bob.send(new Say("missed " + n));
      lives[n] = lives[n - 1].rejoin();
    }

    assertThat(Recordings.of(lives)).isEqualTo(Recordings.of(bob));
  }

  @Test
  void whoStayedAwayWithinTheBoundsIsRecovered() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.join("lobby", "bob");
    ann.crash();
    rooms.execute(
        "lobby",
        room -> {
          for (int n = 0; n < KEPT; n++) {
            room.hub().broadcast(new Fact("missed " + n));
          }
        });

    TestClient back = ann.rejoin();

    assertThat(back.hello().recovered()).isTrue();
    assertThat(back.drain(Fact.class)).hasSize(KEPT);
  }

  @Test
  void whoStayedAwayBeyondThemHearsNothingOldAndKnowsIt() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.crash();
    for (int n = 0; n <= KEPT; n++) {
      bob.send(new Say("missed " + n));
      rooms.advance(Duration.ofMillis(50));
    }

    TestClient back = ann.rejoin();

    assertThat(back.hello().recovered()).isFalse();
    assertThat(back.hello().position().epoch()).isEqualTo(bob.position().epoch());
    back.hearsNo(Said.class);
    assertThat(back.next(ChatLog.class).messages()).hasSize(50);
    bob.send(new Say("live"));
    assertThat(back.next(Said.class).text()).isEqualTo("live");
    assertThat(back.position()).isEqualTo(bob.position());
  }

  @Test
  void whoStayedAwayForTooLongIsNotRecovered() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.crash();
    bob.send(new Say("missed"));
    rooms.advance(Duration.ofMinutes(6));

    assertThat(ann.rejoin().hello().recovered()).isFalse();
  }

  @Test
  void theChatsLogIsForThoseWhoAreNotRecovered() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.send(new Say("hi"));
    ann.crash();

    assertThat(ann.rejoin().heard(ChatLog.class)).isEmpty();
    assertThat(rooms.join("lobby", "cid").next(ChatLog.class).messages()).hasSize(1);
  }

  @Test
  void afterARestartNobodyIsRecovered() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Say("before"));

    try (TestRooms restarted = TestRooms.with(Echo.builder()).seeded(2)) {
      TestClient back = restarted.arrival("lobby", "ann").resuming(ann.position()).join();

      assertThat(back.hello().recovered()).isFalse();
      assertThat(back.hello().position().offset()).isZero();
    }
  }

  @Test
  void afterTheRoomEndedNobodyIsRecovered() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Say("before"));
    rooms.room("lobby").close(CloseReason.ROOM_CLOSED);

    assertThat(ann.rejoin().hello().recovered()).isFalse();
  }

  @Test
  void aPositionAheadOfTheRoomIsNotRecovered() {
    TestClient ann = rooms.join("lobby", "ann");
    Position ahead = new Position(ann.position().epoch(), ann.position().offset() + 5);

    TestClient bob = rooms.arrival("lobby", "bob").resuming(ahead).join();

    assertThat(bob.hello().recovered()).isFalse();
    assertThat(bob.hello().position().offset()).isLessThan(ahead.offset());
  }

  @Test
  void nonsenseForAPositionMeansANewClient() {
    TestClient ann =
        rooms
            .arrival("lobby", "ann")
            .header("Sec-WebSocket-Protocol", "rtc-resume.nonsense")
            .join();

    assertThat(ann.hello().recovered()).isFalse();
  }

  @Test
  void aWatcherIsNotToldAfterwardsWhatItMightNotHear() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient wes = rooms.watch("lobby", "wes");
    wes.crash();
    ann.send(new Say("among us"));
    ann.send(new Fact("for all"));

    TestClient back = wes.rejoin();

    assertThat(back.hello().recovered()).isTrue();
    assertThat(back.drain()).containsExactly(back.hello(), new Fact("for all"));
  }

  @Test
  void aReplayThatWouldChokeTheClientIsNotTried() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.join("lobby", "bob");
    ann.crash();
    rooms.execute(
        "lobby",
        room -> {
          for (int n = 0; n < 10; n++) {
            room.hub().broadcast(new Fact("x".repeat(100_000)));
          }
        });

    TestClient back = ann.rejoin();

    assertThat(back.hello().recovered()).isFalse();
    assertThat(back.isOpen()).isTrue();
  }

  @Test
  void whoWasCutOffForBeingSlowComesBackAndMissesNothing() {
    TestClient bob = rooms.join("lobby", "bob");
    TestClient ann = rooms.join("lobby", "ann");
    ann.stall();
    for (int n = 0; n < 20; n++) {
      bob.send(new Say("missed " + n));
    }
    rooms.advance(Duration.ofSeconds(11));
    assertThat(ann.closedWith()).isEqualTo(CloseReason.TOO_SLOW);

    TestClient back = ann.rejoin();

    assertThat(back.hello().recovered()).isTrue();
    assertThat(Recordings.of(ann, back)).isEqualTo(Recordings.of(bob));
  }
}
