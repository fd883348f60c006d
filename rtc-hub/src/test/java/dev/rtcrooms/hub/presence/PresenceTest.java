package dev.rtcrooms.hub.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.message.Person;
import dev.rtcrooms.message.Person.State;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PresenceTest {

  private static final Duration QUIET = Duration.ofMillis(500);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the tests")
              .feature(Presence::new)
              .feature(Chat::new));

  private TestClient join(String user) {
    TestClient client = rooms.join("lobby", user);
    rooms.advance(QUIET);
    return client;
  }

  private static Person online(TestClient... clients) {
    return person(State.ONLINE, clients);
  }

  private static Person person(State state, TestClient... clients) {
    List<String> ids = Arrays.stream(clients).map(TestClient::id).toList();
    return new Person(clients[0].member().user(), null, state, ids);
  }

  private static MembersChanged joined(Person... people) {
    return new MembersChanged(List.of(people), List.of(), List.of());
  }

  private static MembersChanged changed(Person... people) {
    return new MembersChanged(List.of(), List.of(people), List.of());
  }

  private static MembersChanged left(String... users) {
    return new MembersChanged(List.of(), List.of(), List.of(users));
  }

  /** The people that a client knows of, in order. */
  private static List<Person> known(TestClient client) {
    List<Person> known = new ArrayList<>();
    for (Event event : client.heard()) {
      if (event instanceof Members all) {
        known = new ArrayList<>(all.members());
      } else if (event instanceof MembersChanged news) {
        known.removeIf(person -> news.left().contains(person.user().id()));
        for (Person now : news.changed()) {
          known.replaceAll(before -> before.user().equals(now.user()) ? now : before);
        }
        known.addAll(news.joined());
      }
    }
    return known;
  }

  @Test
  void whoJoinsIsToldWhoIsHereItselfAmongThem() {
    TestClient ann = join("ann");
    TestClient bob = join("bob");

    assertThat(ann.next(Members.class).members()).containsExactly(online(ann));
    assertThat(bob.next(Members.class).members()).containsExactly(online(ann), online(bob));
    bob.hearsNo(MembersChanged.class);
  }

  @Test
  void theOthersAreToldOfEachComingAndGoing() {
    TestClient ann = join("ann");
    ann.drain();
    TestClient bob = join("bob");
    assertThat(ann.drain()).containsExactly(joined(online(bob)));

    bob.leave();

    assertThat(ann.drain()).containsExactly(left("bob"));
  }

  @Test
  void whoJoinsInABurstIsToldWithinHalfASecond() {
    TestClient ann = join("ann");
    ann.drain();
    TestClient bob = rooms.join("lobby", "bob");
    TestClient cid = rooms.join("lobby", "cid");
    TestClient dan = rooms.join("lobby", "dan");
    assertThat(ann.drain()).containsExactly(joined(online(bob)));
    assertThat(cid.next(Members.class).members()).containsExactly(online(ann), online(bob));

    rooms.advance(QUIET);

    assertThat(ann.drain()).containsExactly(joined(online(cid), online(dan)));
    assertThat(known(cid)).isEqualTo(known(dan)).isEqualTo(known(ann)).hasSize(4);
  }

  @Test
  void whatComesAndGoesWithinHalfASecondIsNotTold() {
    TestClient ann = join("ann");
    rooms.join("lobby", "bob");
    ann.drain();

    rooms.join("lobby", "cid").leave();
    rooms.advance(QUIET);

    assertThat(ann.drain()).isEmpty();
  }

  @Test
  void watchersNeitherHearOfParticipantsNorAreNamed() {
    TestClient ann = join("ann");
    ann.drain();
    TestClient wes = rooms.watch("lobby", "wes");
    TestClient bob = join("bob");
    wes.leave();

    assertThat(ann.drain()).containsExactly(joined(online(bob)));
    assertThat(bob.next(Members.class).members()).containsExactly(online(ann), online(bob));
    assertThat(wes.heard()).containsExactly(wes.hello());
  }

  @Test
  void aRaisedWatcherIsWelcomedLikeAParticipant() {
    TestClient ann = join("ann");
    TestClient eve = rooms.watch("lobby", "eve");
    ann.drain();
    rooms.execute(
        "lobby", eve, its -> its.move(Role.PARTICIPANT, Role.PARTICIPANT.defaultGrants()));
    rooms.advance(QUIET);

    assertThat(ann.drain()).containsExactly(joined(online(eve)));
    assertThat(eve.next(Members.class).members()).containsExactly(online(ann), online(eve));
    eve.leave();
    assertThat(ann.drain()).containsExactly(left("eve"));
  }

  @Test
  void aRaisedWatcherThatComesBackWatchesAgain() {
    TestClient ann = join("ann");
    TestClient eve = rooms.watch("lobby", "eve");
    rooms.execute(
        "lobby", eve, its -> its.move(Role.PARTICIPANT, Role.PARTICIPANT.defaultGrants()));
    rooms.advance(QUIET);
    ann.drain();
    eve.crash();

    eve.rejoin();
    rooms.advance(QUIET);

    assertThat(ann.drain()).containsExactly(left("eve"));
  }

  @Test
  void aLoweredParticipantHasLeftForTheOthersAndHearsOfNobodyAnyMore() {
    TestClient ann = join("ann");
    TestClient bob = join("bob");
    ann.drain();
    bob.drain();
    rooms.execute("lobby", bob, its -> its.move(Role.WATCHER, Role.WATCHER.defaultGrants()));
    rooms.advance(QUIET);
    join("cid");

    assertThat(ann.drain()).startsWith(left("bob")).hasSize(2);
    assertThat(bob.drain()).hasOnlyElementsOfType(Granted.class);
    bob.leave();
    assertThat(ann.drain()).isEmpty();
  }

  @Test
  void aUserWithSeveralConnectionsIsOnePerson() {
    TestClient bob = join("bob");
    TestClient one = join("ann");
    bob.drain();
    TestClient two = join("ann");
    assertThat(bob.drain()).containsExactly(changed(online(one, two)));
    assertThat(two.next(Members.class).members()).containsExactly(online(bob), online(one, two));

    one.leave();
    rooms.advance(QUIET);
    assertThat(bob.drain()).containsExactly(changed(online(two)));

    two.leave();
    rooms.advance(QUIET);
    assertThat(bob.drain()).containsExactly(left("ann"));
  }

  @Test
  void whoIsBackWithinTwoSecondsWasNeverAway() {
    TestClient bob = join("bob");
    TestClient ann = join("ann");
    bob.drain();
    ann.crash();
    rooms.advance(Duration.ofMillis(1_900));

    TestClient back = ann.rejoin();
    rooms.advance(Duration.ofMinutes(1));

    assertThat(back.id()).isEqualTo(ann.id());
    bob.hearsNo(MembersChanged.class);
    assertThat(back.next(Members.class).members()).containsExactly(online(bob), online(ann));
  }

  @Test
  void whoIsBackWithinTheGraceWasAwayAndHasNotLeft() {
    TestClient bob = join("bob");
    TestClient ann = join("ann");
    bob.drain();
    ann.crash();
    rooms.advance(Duration.ofMillis(9_900));
    assertThat(bob.drain()).containsExactly(changed(person(State.AWAY, ann)));

    ann.rejoin();
    rooms.advance(Duration.ofMinutes(1));

    assertThat(bob.drain(MembersChanged.class)).containsExactly(changed(online(ann)));
  }

  @Test
  void whoStaysAwayLongerHasLeft() {
    TestClient bob = join("bob");
    TestClient ann = join("ann");
    bob.drain();
    ann.crash();
    rooms.advance(Duration.ofSeconds(20));

    assertThat(bob.drain()).containsExactly(changed(person(State.AWAY, ann)), left("ann"));
    ann.rejoin();
    assertThat(bob.drain()).isEmpty();
    rooms.advance(QUIET);
    assertThat(bob.drain()).containsExactly(joined(online(ann)));
  }

  @Test
  void aPersonIsOnlineWhileOneOfItsConnectionsIs() {
    TestClient bob = join("bob");
    TestClient one = join("ann");
    TestClient two = join("ann");
    bob.drain();
    two.crash();
    rooms.advance(Duration.ofSeconds(19));
    assertThat(bob.drain()).isEmpty();

    one.crash();
    rooms.advance(Duration.ofSeconds(1));
    assertThat(bob.drain()).containsExactly(changed(online(one)));
    rooms.advance(Duration.ofSeconds(2));
    assertThat(bob.drain()).containsExactly(changed(person(State.AWAY, one)));
  }

  @Test
  void whoIsRemovedHasLeftAtOnce() {
    TestClient bob = join("bob");
    TestClient ann = join("ann");
    bob.drain();

    rooms.execute("lobby", ann, its -> its.disconnect(CloseReason.REMOVED));

    assertThat(bob.drain()).containsExactly(left("ann"));
  }

  @Test
  void aGhostIsNotAnotherPerson() {
    TestClient bob = join("bob");
    TestClient ghost = join("ann");
    ghost.vanish();
    bob.drain();

    TestClient ann = ghost.rejoin();
    rooms.advance(Duration.ofMinutes(1));

    bob.hearsNo(MembersChanged.class);
    assertThat(ghost.closedWith()).isEqualTo(CloseReason.REPLACED);
    assertThat(ann.latest(Members.class).members()).containsExactly(online(bob), online(ann));
  }

  @Test
  void allKnowTheSamePeopleWhateverHappened() {
    Random random = new Random(7);
    List<TestClient> clients = new ArrayList<>(List.of(join("first")));
    for (int step = 0; step < 400; step++) {
      TestClient any = clients.get(random.nextInt(clients.size()));
      int action = random.nextInt(6);
      if (action < 2 || clients.size() < 3) {
        clients.add(rooms.join("lobby", "user " + random.nextInt(20)));
      } else if (action == 2) {
        clients.remove(any);
        any.leave();
      } else if (action == 3) {
        clients.remove(any);
        any.crash();
      } else if (action == 4) {
        clients.remove(any);
        clients.add(any.rejoin());
      } else {
        rooms.advance(Duration.ofMillis(random.nextInt(3_000)));
      }
    }
    rooms.advance(Duration.ofSeconds(20));

    List<Person> truth = rooms.call("lobby", room -> room.feature(Presence.class).people());
    assertThat(clients)
        .allSatisfy(client -> assertThat(known(client)).containsExactlyInAnyOrderElementsOf(truth));
  }

  @Test
  void comingsAndGoingsDoNotPushTheChatOutOfTheHistory() {
    TestClient ann = join("ann");
    TestClient bob = join("bob");
    bob.crash();
    ann.send(new Say("missed"));
    for (int n = 0; n < 5_000; n++) {
      rooms.join("lobby", "flapping").leave();
      rooms.advance(Duration.ofMillis(2));
    }

    TestClient back = bob.rejoin();

    assertThat(back.hello().recovered()).isTrue();
    assertThat(back.next(Said.class).text()).isEqualTo("missed");
    assertThat(ann.heard(MembersChanged.class)).hasSizeLessThan(50);
  }

  @Test
  void aRoomThatEndsIsNotFollowedByGoodbyes() {
    TestClient ann = join("ann");
    join("bob");
    ann.drain();

    rooms.room("lobby").close(CloseReason.ROOM_CLOSED);

    ann.hearsNo(MembersChanged.class);
  }

  @Test
  void whoseConnectedTabWatchesFromNowOnIsAway() {
    TestClient one = rooms.join("lobby", "ann");
    TestClient two = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    rooms.advance(Duration.ofSeconds(1));
    one.crash();
    rooms.execute("lobby", two, client -> client.move(Role.WATCHER, Role.WATCHER.defaultGrants()));
    rooms.advance(Duration.ofSeconds(1));
    bob.drain();

    rooms.advance(Duration.ofSeconds(2));

    assertThat(bob.drain()).containsExactly(changed(person(State.AWAY, one)));
  }
}
