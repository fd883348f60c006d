package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Keep;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.Unpublished;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Media outlives signaling: what becomes of a pair when one of its clients loses its connection and
 * comes back. Ann publishes and is impolite; Bob receives.
 */
class ReconnectionsTest {

  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(20);

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.mesh(IceServers.none())));

  private TestClient ann;
  private TestClient bob;
  private long opened;

  @BeforeEach
  void annPublishesToBob() {
    ann = rooms.join("lobby", "ann");
    bob = rooms.join("lobby", "bob");
    ann.ask(new Publish());
    opened = ann.latest(Connect.class).negotiation();
    ann.drain();
    bob.drain();
  }

  private TestClient back(TestClient client, boolean publishing, Keep.Connection... connections) {
    client.crash();
    rooms.advance(SHORT);
    return returned(client, publishing, connections);
  }

  private TestClient returned(
      TestClient client, boolean publishing, Keep.Connection... connections) {
    TestClient back = client.rejoin();
    assertThat(back.next(StreamsState.class).keep()).isTrue();
    back.drain();
    back.ask(new Keep(publishing, List.of(connections)));
    return back;
  }

  private Keep.Connection to(TestClient other) {
    return new Keep.Connection(other.id(), opened, opened);
  }

  private Connect kept(TestClient other, boolean polite, long newest, boolean offered) {
    return new Connect(other.id(), polite, newest, true, true, offered);
  }

  private long offer(String ufrag) {
    ann.ask(new Offer(bob.id(), opened, Sdp.sending(ufrag)));
    return bob.next(Offer.class).negotiation();
  }

  private long agree(String ufrag) {
    long number = offer(ufrag);
    bob.ask(new Answer(ann.id(), number, Sdp.receiving("bobb")));
    ann.next(Answer.class);
    return number;
  }

  private static List<Event> media(TestClient client) {
    return client.drain().stream()
        .filter(event -> !(event instanceof dev.rtcrooms.message.Hello))
        .filter(event -> !(event instanceof StreamsState))
        .toList();
  }

  @Test
  void aReceiverThatIsBackGoesOnAndThePublisherHearsNothing() {
    long number = agree("annn");

    TestClient back = back(bob, false, to(ann));

    assertThat(back.id()).isEqualTo(bob.id());
    assertThat(back.drain()).containsExactly(kept(ann, true, number, false));
    assertThat(ann.drain()).isEmpty();
    bob = back;
    agree("annn");
    assertThat(ann.drain()).isEmpty();
  }

  @Test
  void aPublisherThatIsBackGoesOnAndTheOthersHearNothing() {
    long number = agree("annn");

    TestClient back = back(ann, true, to(bob));

    assertThat(back.drain()).containsExactly(kept(bob, false, number, false));
    back.ask(new Publish());
    assertThat(back.drain()).isEmpty();
    assertThat(bob.drain()).isEmpty();
    ann = back;
    agree("annn");
  }

  @Test
  void anOfferThatWasMissedIsSentAgainOnce() {
    bob.crash();
    ann.ask(new Offer(bob.id(), opened, Sdp.sending("annn")));

    bob = returned(bob, false, to(ann));

    Connect connect = bob.next(Connect.class);
    assertThat(connect).isEqualTo(kept(ann, true, connect.negotiation(), false));
    assertThat(bob.drain())
        .containsExactly(new Offer(ann.id(), connect.negotiation(), Sdp.sending("annn")));
    bob.ask(new Answer(ann.id(), connect.negotiation(), Sdp.receiving("bobb")));
    ann.next(Answer.class);
  }

  @Test
  void candidatesThatWereMissedAreSentAgain() {
    long number = agree("annn");
    bob.crash();
    Candidate.Init one = Sdp.candidate("annn", 1);
    Candidate.Init two = Sdp.candidate("annn", 2);
    ann.ask(new Candidate(bob.id(), number, one));
    rooms.advance(SHORT);
    ann.ask(new Candidate(bob.id(), number, two));

    bob = returned(bob, false, to(ann));

    assertThat(bob.drain(Candidate.class))
        .containsExactly(
            new Candidate(ann.id(), number, one), new Candidate(ann.id(), number, two));
  }

  @Test
  void candidatesOfAnEarlierGenerationAreNot() {
    long number = agree("annn");
    ann.ask(new Candidate(bob.id(), number, Sdp.candidate("annn")));
    long next = agree("anew");
    Candidate.Init fresh = Sdp.candidate("anew");
    ann.ask(new Candidate(bob.id(), next, fresh));

    bob = back(bob, false, to(ann));

    assertThat(bob.drain(Candidate.class)).containsExactly(new Candidate(ann.id(), next, fresh));
  }

  @Test
  void anAnswerThatWasMissedComesAgainWhenTheOfferDoes() {
    long number = offer("annn");
    ann.crash();
    bob.ask(new Answer(ann.id(), number, Sdp.receiving("bobb")));

    ann = returned(ann, true, to(bob));

    assertThat(ann.drain()).containsExactly(kept(bob, false, number, false));
    agree("annn");
  }

  @Test
  void anOfferThatStillWaitsNeedNotBeSentAgain() {
    long number = offer("annn");

    ann = back(ann, true, to(bob));

    assertThat(ann.drain()).containsExactly(kept(bob, false, number, true));
    bob.ask(new Answer(ann.id(), number, Sdp.receiving("bobb")));
    assertThat(ann.next(Answer.class).negotiation()).isEqualTo(number);
  }

  @Test
  void aRequestToRestartThatWasMissedIsSentAgain() {
    long number = agree("annn");
    ann.crash();
    bob.ask(new Restart(ann.id(), number));

    ann = returned(ann, true, to(bob));

    assertThat(ann.drain())
        .containsExactly(kept(bob, false, number, false), new Restart(bob.id(), number));
  }

  @Test
  void whoComesBackWithNothingConnectsAnew() {
    agree("annn");

    TestClient back = back(bob, false);

    assertThat(ann.next(Disconnect.class).peer()).isEqualTo(back.id());
    Connect anew = ann.next(Connect.class);
    assertThat(anew.kept()).isFalse();
    assertThat(anew.negotiation()).isGreaterThan(opened);
    assertThat(back.latest(Connect.class).negotiation()).isEqualTo(anew.negotiation());
  }

  @Test
  void aPublisherThatComesBackWithNothingPublishesNoMore() {
    back(ann, false);

    assertThat(bob.next(Unpublished.class).member().client()).isEqualTo(ann.id());
    assertThat(bob.next(Disconnect.class).peer()).isEqualTo(ann.id());
    bob.hearsNo(Connect.class);
  }

  @Test
  void whoPublishesBeforeItSaysSoKeepsNothing() {
    ann.crash();
    TestClient back = ann.rejoin();
    back.ask(new Publish());

    assertThat(bob.drain())
        .hasExactlyElementsOfTypes(
            Unpublished.class, Disconnect.class, Published.class, Connect.class);
    assertThat(back.latest(Connect.class).kept()).isFalse();
  }

  @Test
  void whoDoesNotSayWhatItKeepsKeepsNothing() {
    bob.crash();
    TestClient back = bob.rejoin();
    rooms.advance(SHORT.minusMillis(1));
    assertThat(ann.drain()).isEmpty();

    rooms.advance(Duration.ofMillis(1));

    assertThat(ann.drain()).hasExactlyElementsOfTypes(Disconnect.class, Connect.class);
    assertThat(back.latest(Connect.class).kept()).isFalse();
  }

  @Test
  void anotherConnectionThanTheRoomsIsNotKept() {
    bob = back(bob, false, new Keep.Connection(ann.id(), opened - 1, opened));

    assertThat(bob.drain()).hasExactlyElementsOfTypes(Disconnect.class, Connect.class);
    assertThat(ann.drain()).hasExactlyElementsOfTypes(Disconnect.class, Connect.class);
  }

  @Test
  void aPeerThatHasLeftMeanwhileIsToldToBeClosed() {
    TestClient cid = rooms.join("lobby", "cid");
    bob.crash();
    cid.ask(new Publish());
    cid.leave();
    ann.drain();

    bob = returned(bob, false, to(ann), new Keep.Connection(cid.id(), opened, opened));

    assertThat(bob.drain())
        .containsExactly(new Disconnect(cid.id()), kept(ann, true, opened, false));
  }

  @Test
  void aConnectionThatTheOtherEndNeverNamesEnds() {
    TestClient cid = rooms.join("lobby", "cid");
    cid.drain();
    cid.ask(new Keep(false, List.of(to(ann), new Keep.Connection("nobody", 7, 7))));
    cid.drain();

    rooms.advance(GRACE);

    assertThat(cid.drain()).containsExactly(new Disconnect("nobody"));
  }

  @Test
  void bothMayBeAwayAtTheSameTime() {
    long number = agree("annn");
    ann.crash();
    bob.crash();
    rooms.advance(SHORT);
    ann = returned(ann, true, to(bob));
    assertThat(ann.drain()).containsExactly(kept(bob, false, number, false));
    ann.ask(new Offer(bob.id(), number, Sdp.sending("anew")));

    bob = returned(bob, false, to(ann));

    Connect connect = bob.next(Connect.class);
    assertThat(connect.kept()).isTrue();
    assertThat(bob.next(Offer.class).negotiation()).isEqualTo(connect.negotiation());
    assertThat(ann.drain()).isEmpty();
  }

  @Test
  void whoStaysAwayIsDisconnectedWhenItsGraceHasPassed() {
    ann.crash();
    rooms.advance(GRACE.minusMillis(1));
    assertThat(bob.drain()).isEmpty();

    rooms.advance(Duration.ofMillis(1));

    assertThat(bob.drain()).hasExactlyElementsOfTypes(Unpublished.class, Disconnect.class);
    TestClient back = ann.rejoin();
    assertThat(back.next(StreamsState.class).keep()).isFalse();
  }

  @Test
  void whoLeavesIsDisconnectedAtOnce() {
    ann.leave();

    assertThat(bob.drain()).hasExactlyElementsOfTypes(Unpublished.class, Disconnect.class);
  }

  @Test
  void aPageThatIsLoadedAgainHasLostItsMedia() {
    rooms.execute("lobby", ann, client -> client.disconnect(CloseReason.GOING_AWAY));

    assertThat(bob.drain()).hasExactlyElementsOfTypes(Unpublished.class, Disconnect.class);
    TestClient back = ann.rejoin();
    assertThat(back.next(StreamsState.class).keep()).isFalse();
    back.ask(new Publish());
    assertThat(bob.drain()).hasExactlyElementsOfTypes(Published.class, Connect.class);
  }

  @Test
  void aConnectionThatIsReplacedKeepsItsMedia() {
    TestClient back = ann.rejoin();
    assertThat(back.next(StreamsState.class).keep()).isTrue();
    back.ask(new Keep(true, List.of(to(bob))));

    assertThat(back.next(Connect.class).kept()).isTrue();
    assertThat(bob.drain()).isEmpty();
  }

  @Test
  void grantsThatWereLostMeanwhileEndTheMedia() {
    rooms.execute("lobby", bob, client -> client.renew(client.grants().without(Grants.SUBSCRIBE)));
    assertThat(ann.drain()).hasExactlyElementsOfTypes(Disconnect.class);
  }

  @Test
  void nothingReachesAReturnedClientBeforeItHasAnswered() {
    agree("annn");
    bob.crash();
    TestClient back = bob.rejoin();
    ann.ask(new Offer(bob.id(), opened, Sdp.sending("anew")));
    assertThat(media(back)).isEmpty();

    back.ask(new Keep(false, List.of(to(ann))));

    assertThat(back.drain()).hasExactlyElementsOfTypes(Connect.class, Offer.class);
  }

  @Test
  void anAnswerToAnOfferBeforeTheAbsenceIsTaken() {
    long number = offer("annn");

    bob = back(bob, false, to(ann));
    assertThat(bob.next(Offer.class).negotiation()).isEqualTo(number);
    bob.ask(new Answer(ann.id(), number, Sdp.receiving("bobb")));
    assertThat(bob.refusal(new Answer(ann.id(), number, Sdp.receiving("bobb"))).code())
        .isEqualTo(Refusal.STALE);

    assertThat(ann.drain(Answer.class)).hasSize(1);
  }

  private TestClient arrival(String user, String session) {
    return rooms.arrival("attic", user).session(session).join();
  }

  private static Keep.Connection had(TestClient other, long newest) {
    return new Keep.Connection(other.id(), 17, newest);
  }

  /** In the attic nobody was before: the room knows as little as after a restart of the server. */
  @Test
  void aConnectionThatBothEndsHaveGoesOnInANewRoom() {
    TestClient cid = rooms.join("attic", "cid");
    TestClient dan = rooms.join("attic", "dan");
    dan.ask(new Keep(false, List.of(had(cid, 21))));
    cid.ask(new Keep(true, List.of(had(dan, 23))));
    cid.ask(new Publish());

    assertThat(cid.latest(Connect.class))
        .isEqualTo(new Connect(dan.id(), false, 23, true, true, false));
    assertThat(dan.latest(Connect.class))
        .isEqualTo(new Connect(cid.id(), true, 23, true, true, false));
    cid.hearsNo(Disconnect.class);
    cid.ask(new Offer(dan.id(), 23, Sdp.sending("cidd")));
    assertThat(dan.next(Offer.class).negotiation()).isGreaterThan(23);
  }

  @Test
  void whoComesLaterIsAskedAndThePublisherWaitsForIt() {
    TestClient dan = arrival("dan", "session-of-dan-1");
    String id = dan.id();
    dan.leave();
    TestClient cid = rooms.join("attic", "cid");
    cid.ask(new Keep(true, List.of(new Keep.Connection(id, 17, 18))));
    cid.ask(new Publish());

    dan = arrival("dan", "session-of-dan-1");
    assertThat(dan.next(StreamsState.class).keep()).isTrue();
    cid.hearsNo(Connect.class);
    dan.ask(new Keep(false, List.of(had(cid, 18))));

    assertThat(cid.next(Connect.class).kept()).isTrue();
    assertThat(dan.next(Connect.class).kept()).isTrue();
  }

  @Test
  void whoHasNothingIsConnectedAnew() {
    TestClient dan = arrival("dan", "session-of-dan-1");
    String id = dan.id();
    dan.leave();
    TestClient cid = rooms.join("attic", "cid");
    cid.ask(new Keep(true, List.of(new Keep.Connection(id, 17, 18))));
    cid.ask(new Publish());
    dan = arrival("dan", "session-of-dan-1");

    dan.ask(Keep.NOTHING);

    assertThat(cid.next(Disconnect.class).peer()).isEqualTo(id);
    assertThat(cid.next(Connect.class).kept()).isFalse();
    assertThat(dan.next(Connect.class).kept()).isFalse();
  }

  @Test
  void endsThatNameDifferentConnectionsAreConnectedAnew() {
    TestClient cid = rooms.join("attic", "cid");
    TestClient dan = rooms.join("attic", "dan");
    dan.ask(new Keep(false, List.of(new Keep.Connection(cid.id(), 16, 18))));
    cid.ask(new Keep(true, List.of(had(dan, 18))));
    cid.ask(new Publish());

    assertThat(dan.next(Disconnect.class).peer()).isEqualTo(cid.id());
    assertThat(cid.latest(Connect.class).kept()).isFalse();
    assertThat(dan.latest(Connect.class).kept()).isFalse();
  }

  @Test
  void whoSaysNothingWithinFiveSecondsIsConnectedAnew() {
    TestClient dan = arrival("dan", "session-of-dan-1");
    String id = dan.id();
    dan.leave();
    TestClient cid = rooms.join("attic", "cid");
    cid.ask(new Keep(true, List.of(new Keep.Connection(id, 17, 18))));
    cid.ask(new Publish());
    arrival("dan", "session-of-dan-1");
    cid.hearsNo(Connect.class);

    rooms.advance(SHORT);

    assertThat(cid.next(Connect.class).kept()).isFalse();
  }

  @Test
  void aNumberOutOfBoundsIsNotTaken() {
    TestClient cid = rooms.join("attic", "cid");
    cid.ask(new Keep(true, List.of(new Keep.Connection("nobody", 17, 1L << 50))));

    assertThat(cid.next(Disconnect.class).peer()).isEqualTo("nobody");
  }
}
