package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.testkit.FakePeer;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is negotiated after the first offer and answer. Ann, who came first, is impolite. */
class RenegotiationTest {

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.mesh(IceServers.none())));

  private FakePeer ann;
  private FakePeer bob;

  @BeforeEach
  void bothPublishAndHaveAgreed() {
    ann = FakePeer.of(rooms.join("lobby", "ann"));
    bob = FakePeer.of(rooms.join("lobby", "bob"));
    ann.client().ask(new Publish());
    bob.client().ask(new Publish());
    agree(ann, bob, "sendrecv", "sendrecv");
  }

  /** A section of video for each direction; {@code rejected} is one that has ended. */
  private static String[] video(String directions) {
    return Stream.of(directions.split(" ")).map("video "::concat).toArray(String[]::new);
  }

  private static void agree(FakePeer from, FakePeer to, String offer, String answer) {
    to.answering(video(answer));
    from.offering(video(offer)).agree(to);
  }

  private static void offer(FakePeer from, FakePeer to, String offer) {
    from.offering(video(offer)).offer(to);
  }

  private static String code(FakePeer of, Signal refused) {
    return of.client().refusal(refused).code();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a track is added, sendrecv sendrecv, sendrecv recvonly",
    "a screen is shared, sendrecv sendrecv sendonly, sendrecv sendrecv recvonly",
    "a track is removed, recvonly, sendonly",
    "a track is muted by its direction, inactive, inactive",
    "a track is muted for one side, sendonly, recvonly",
    "a section has ended, sendrecv rejected, sendrecv rejected",
    "the other does not want the new track, sendrecv sendrecv, sendrecv rejected",
  })
  void afterTheFirstRoundEitherSideOffersAnew(String what, String offer, String answer) {
    assertThat(what).isNotEmpty();
    agree(bob, ann, offer, answer);
    agree(ann, bob, offer, answer);
    bob.client().ask(bob.candidateTo(ann));
    assertThat(ann.client().next(Candidate.class).peer()).isEqualTo(bob.id());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a section too few, sendrecv sendrecv, sendrecv, line 14: fewer media sections than in the offer",
    "a section too many, sendrecv, sendrecv sendrecv, line 14: more media sections than in the offer",
    "a rejected one accepted, rejected, sendrecv, line 5: a media section that the offer has rejected",
    "sending to a sender, sendonly, sendonly, line 5: a direction that the offer does not leave open",
  })
  void anAnswerWithSomethingElseIsRefusedByLine(
      String what, String offer, String answer, String reason) {
    assertThat(what).isNotEmpty();
    offer(ann, bob, offer);
    ann.client().drain();
    bob.answering(video(answer));
    assertThat(bob.client().refusal(bob.answerTo(ann)))
        .isEqualTo(Refusal.ofField(Refusal.BAD_SDP, "sdp", reason));
    ann.client().hearsNo(Answer.class);
  }

  @Test
  void anIceRestartHasCandidatesOfItsOwn() {
    Candidate anns = ann.candidateTo(bob);
    Candidate bobs = bob.candidateTo(ann);
    ann.restartIce(bob);
    offer(ann, bob, "sendrecv");
    ann.client().ask(ann.candidateTo(bob));
    ann.client().ask(anns);
    assertThat(bob.client().drain(Candidate.class)).hasSize(2);
    ann.client().drain();
    bob.client().ask(bob.candidateTo(ann));
    ann.client().hearsNo(Candidate.class);
    bob.answer(ann);
    assertThat(ann.client().drain(Signal.class))
        .extracting(Object::getClass)
        .isEqualTo(List.of(Answer.class, Candidate.class));
    // The old generation is over.
    ann.client().ask(anns);
    bob.client().ask(bobs);
    bob.client().hearsNo(Candidate.class);
    ann.client().hearsNo(Candidate.class);
  }

  @Test
  void aRestartThatIsAskedForInTheMiddleOfAnOfferReachesThePublisher() {
    offer(ann, bob, "sendrecv sendrecv");
    Restart restart = bob.restartTo(ann);
    bob.client().ask(restart);
    assertThat(ann.client().next(Restart.class).negotiation()).isEqualTo(restart.negotiation());
    bob.answering(video("sendrecv recvonly")).answer(ann);
    ann.restartIce(bob);
    agree(ann, bob, "sendrecv sendrecv", "sendrecv recvonly");
  }

  /** The server sees the rollback only in what follows: other candidates, and the next offer. */
  @Test
  void anOfferThatLostIsRolledBackAndMadeAgainLater() {
    Offer late = ann.offering(video("sendrecv")).offerTo(bob);
    bob.restartIce(ann);
    offer(bob, ann, "sendrecv sendrecv");
    Answer toTheLost = ann.answering(video("sendrecv sendrecv")).answerTo(bob);
    Candidate ofTheLost = bob.candidateTo(ann);
    ann.client().ask(late);
    ann.client().drain();
    bob.client().ask(ofTheLost);
    ann.client().hearsNo(Candidate.class);
    assertThat(code(ann, toTheLost)).isEqualTo(Refusal.STALE);
    bob.answering(video("sendrecv")).answer(ann);
    agree(bob, ann, "sendrecv sendrecv", "sendrecv recvonly");
  }

  @Test
  void whoTakesAnOfferBackReplacesItByTheNext() {
    offer(ann, bob, "sendrecv sendrecv");
    Answer toTheFirst = bob.answering(video("sendrecv recvonly")).answerTo(ann);
    offer(ann, bob, "sendrecv");
    assertThat(code(bob, toTheFirst)).isEqualTo(Refusal.STALE);
    bob.answering(video("sendrecv")).answer(ann);
  }

  @ParameterizedTest
  @CsvSource({"polite, false", "polite, true", "impolite, false", "impolite, true"})
  void whoVanishesInTheMiddleIsForgottenWithAllThatWaits(String who, boolean offered) {
    FakePeer gone = who.equals("polite") ? bob : ann;
    FakePeer left = gone == bob ? ann : bob;
    FakePeer offerer = offered ? gone : left;
    FakePeer other = offered ? left : gone;
    offer(offerer, other, "sendrecv sendrecv");
    other.client().ask(other.candidateTo(offerer));
    other.client().ask(other.restartTo(offerer));
    Offer late = left.offerTo(gone);
    List<Signal> others =
        List.of(
            new Answer(gone.id(), late.negotiation(), late.sdp()),
            left.candidateTo(gone),
            left.restartTo(gone));
    gone.client().crash();
    rooms.advance(Duration.ofSeconds(20));

    assertThat(left.client().latest(Disconnect.class).peer()).isEqualTo(gone.id());
    assertThat(code(left, late)).isEqualTo(Refusal.NO_SUCH_PEER);
    assertThat(others)
        .allSatisfy(signal -> assertThat(code(left, signal)).isEqualTo(Refusal.NO_SUCH_PEER));
    FakePeer back = FakePeer.of(rooms.join("lobby", "back"));
    agree(left, back, "sendrecv", "recvonly");
  }
}
