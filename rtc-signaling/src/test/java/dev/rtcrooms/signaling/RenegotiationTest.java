package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
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

  private TestClient ann;
  private TestClient bob;
  private long newest;

  @BeforeEach
  void bothPublishAndHaveAgreed() {
    ann = rooms.join("lobby", "ann");
    bob = rooms.join("lobby", "bob");
    ann.ask(new Publish());
    bob.ask(new Publish());
    newest = ann.next(Connect.class).negotiation();
    agree(ann, bob, media("annn", "actpass", "sendrecv"), media("bobb", "active", "sendrecv"));
  }

  /** A description with a section for each direction; {@code rejected} is one that has ended. */
  private static String media(String ufrag, String setup, String... directions) {
    StringBuilder sdp = new StringBuilder("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n");
    for (int mid = 0; mid < directions.length; mid++) {
      boolean rejected = directions[mid].equals("rejected");
      sdp.append("m=video ").append(rejected ? 0 : 9).append(" UDP/TLS/RTP/SAVPF 96\r\n");
      List.of(
              "c=IN IP4 0.0.0.0",
              "a=mid:" + mid,
              "a=ice-ufrag:" + ufrag,
              "a=ice-pwd:qVb0Zk7TtJ3yWm9RcLd5XsHu",
              "a=fingerprint:sha-256 5A:0D:3C:91",
              "a=rtcp-mux",
              "a=setup:" + setup,
              "a=" + (rejected ? "inactive" : directions[mid]))
          .forEach(line -> sdp.append(line).append("\r\n"));
    }
    return sdp.toString();
  }

  private void agree(TestClient from, TestClient to, String offer, String answer) {
    newest = offered(from, to, offer);
    to.ask(new Answer(from.id(), newest, answer));
    assertThat(from.next(Answer.class)).isEqualTo(new Answer(to.id(), newest, answer));
  }

  private long offered(TestClient from, TestClient to, String offer) {
    from.ask(new Offer(to.id(), newest, offer));
    Offer heard = to.next(Offer.class);
    assertThat(heard).isEqualTo(new Offer(from.id(), heard.negotiation(), offer));
    assertThat(heard.negotiation()).isGreaterThan(newest);
    return heard.negotiation();
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
    agree(
        bob,
        ann,
        media("bobb", "actpass", offer.split(" ")),
        media("annn", "active", answer.split(" ")));
    agree(
        ann,
        bob,
        media("annn", "actpass", offer.split(" ")),
        media("bobb", "passive", answer.split(" ")));
    bob.ask(candidate(ann, "bobb"));
    assertThat(ann.next(Candidate.class).negotiation()).isEqualTo(newest);
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
    newest = offered(ann, bob, media("annn", "actpass", offer.split(" ")));
    String wrong = media("bobb", "active", answer.split(" "));
    assertThat(bob.refusal(new Answer(ann.id(), newest, wrong)))
        .isEqualTo(Refusal.ofField(Refusal.BAD_SDP, "sdp", reason));
    ann.hearsNo(Answer.class);
  }

  @Test
  void anIceRestartHasCandidatesOfItsOwn() {
    newest = offered(ann, bob, media("ann2", "actpass", "sendrecv"));
    ann.ask(candidate(bob, "ann2"));
    ann.ask(candidate(bob, "annn"));
    assertThat(bob.drain(Candidate.class)).hasSize(2);
    bob.ask(candidate(ann, "bob2"));
    ann.hearsNo(Candidate.class);
    bob.ask(new Answer(ann.id(), newest, media("bob2", "active", "sendrecv")));
    assertThat(ann.drain(Signal.class))
        .extracting(Object::getClass)
        .isEqualTo(List.of(Answer.class, Candidate.class));
    // The old generation is over.
    ann.ask(candidate(bob, "annn"));
    bob.ask(candidate(ann, "bobb"));
    bob.hearsNo(Candidate.class);
    ann.hearsNo(Candidate.class);
  }

  @Test
  void aRestartThatIsAskedForInTheMiddleOfAnOfferReachesThePublisher() {
    newest = offered(ann, bob, media("annn", "actpass", "sendrecv", "sendrecv"));
    bob.ask(new Restart(ann.id(), newest));
    assertThat(ann.next(Restart.class).negotiation()).isEqualTo(newest);
    bob.ask(new Answer(ann.id(), newest, media("bobb", "active", "sendrecv", "recvonly")));
    ann.next(Answer.class);
    agree(
        ann,
        bob,
        media("ann2", "actpass", "sendrecv", "sendrecv"),
        media("bob2", "active", "sendrecv", "recvonly"));
  }

  /** The server sees the rollback only in what follows: other candidates, and the next offer. */
  @Test
  void anOfferThatLostIsRolledBackAndMadeAgainLater() {
    long lost = offered(bob, ann, media("bob2", "actpass", "sendrecv", "sendrecv"));
    newest = lost;
    newest = offered(ann, bob, media("ann2", "actpass", "sendrecv"));
    bob.ask(candidate(ann, "bob2"));
    ann.hearsNo(Candidate.class);
    assertThat(
            ann.refusal(new Answer(bob.id(), lost, media("ann2", "active", "sendrecv", "sendrecv")))
                .code())
        .isEqualTo(Refusal.STALE);
    bob.ask(new Answer(ann.id(), newest, media("bob3", "active", "sendrecv")));
    ann.next(Answer.class);
    agree(
        bob,
        ann,
        media("bob3", "actpass", "sendrecv", "sendrecv"),
        media("ann2", "active", "sendrecv", "recvonly"));
  }

  @Test
  void whoTakesAnOfferBackReplacesItByTheNext() {
    long first = offered(ann, bob, media("annn", "actpass", "sendrecv", "sendrecv"));
    newest = first;
    newest = offered(ann, bob, media("annn", "actpass", "sendrecv"));
    assertThat(
            bob.refusal(
                    new Answer(ann.id(), first, media("bobb", "active", "sendrecv", "recvonly")))
                .code())
        .isEqualTo(Refusal.STALE);
    bob.ask(new Answer(ann.id(), newest, media("bobb", "active", "sendrecv")));
  }

  @ParameterizedTest
  @CsvSource({"polite, false", "polite, true", "impolite, false", "impolite, true"})
  void whoVanishesInTheMiddleIsForgottenWithAllThatWaits(String who, boolean offered) {
    TestClient gone = who.equals("polite") ? bob : ann;
    TestClient left = gone == bob ? ann : bob;
    TestClient offerer = offered ? gone : left;
    TestClient other = offered ? left : gone;
    newest = offered(offerer, other, media("new1", "actpass", "sendrecv", "sendrecv"));
    other.ask(candidate(offerer, "new2"));
    other.ask(new Restart(offerer.id(), newest));
    gone.crash();
    rooms.advance(Duration.ofSeconds(20));

    assertThat(left.next(Disconnect.class).peer()).isEqualTo(gone.id());
    for (Signal late :
        List.of(
            new Offer(gone.id(), newest, media("new3", "actpass", "sendrecv")),
            new Answer(gone.id(), newest, media("new3", "active", "sendrecv", "sendrecv")),
            candidate(gone, "new3"),
            new Restart(gone.id(), newest))) {
      assertThat(left.refusal(late).code()).isEqualTo(Refusal.NO_SUCH_PEER);
    }
    TestClient back = rooms.join("lobby", "back");
    newest = back.next(Connect.class).negotiation();
    left.drain();
    agree(left, back, media("new4", "actpass", "sendrecv"), media("back", "active", "recvonly"));
  }

  private Candidate candidate(TestClient to, String ufrag) {
    return new Candidate(to.id(), newest, Sdp.candidate(ufrag));
  }
}
