package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.message.Unpublish;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of offers, answers and candidates. Ann came first, so she is the impolite peer. */
class StreamsSignalsTest {

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
    opened = connected();
  }

  private long connected() {
    bob.drain(Connect.class);
    return ann.latest(Connect.class).negotiation();
  }

  @Test
  void anOfferAndItsAnswerAreRelayedUnchangedUnderTheServersNumber() {
    String offer = Sdp.sending("annn");
    ann.ask(new Offer(bob.id(), opened, offer));
    Offer heard = bob.next(Offer.class);
    assertThat(heard).isEqualTo(new Offer(ann.id(), heard.negotiation(), offer));
    assertThat(heard.negotiation()).isGreaterThan(opened);

    String answer = Sdp.receiving("bobb");
    bob.ask(new Answer(ann.id(), heard.negotiation(), answer));
    assertThat(ann.next(Answer.class)).isEqualTo(new Answer(bob.id(), heard.negotiation(), answer));
  }

  @Test
  void candidatesAndTheirEndAreRelayedUnchanged() {
    long number = offered(ann, bob, "annn");
    ann.ask(candidate(bob, "annn"));
    assertThat(bob.next(Candidate.class))
        .isEqualTo(new Candidate(ann.id(), number, Sdp.candidate("annn")));
    var end = new Candidate.Init("", "0", 0, "annn");
    ann.ask(new Candidate(bob.id(), opened, end));
    assertThat(bob.next(Candidate.class)).isEqualTo(new Candidate(ann.id(), number, end));
    ann.ask(new Candidate(bob.id(), opened, null));
    assertThat(bob.next(Candidate.class)).isEqualTo(new Candidate(ann.id(), number, null));
  }

  @Test
  void othersHearNothingOfIt() {
    var cid = rooms.join("lobby", "cid");
    cid.drain();
    negotiate(ann, bob);
    ann.ask(candidate(bob, "annn"));
    assertThat(cid.drain()).isEmpty();
  }

  @Test
  void aSignalToNobodyIsRefused() {
    refused(ann, new Offer("nobody", opened, Sdp.sending("annn")), Refusal.NO_SUCH_PEER);
    refused(ann, new Offer(ann.id(), opened, Sdp.sending("annn")), Refusal.NO_SUCH_PEER);
    refused(bob, new Answer("nobody", opened, Sdp.receiving("bobb")), Refusal.NO_SUCH_PEER);
    refused(bob, new Candidate("nobody", opened, null), Refusal.NO_SUCH_PEER);
    var cid = rooms.join("lobby", "cid");
    refused(bob, new Candidate(cid.id(), opened, null), Refusal.NO_SUCH_PEER);
    var far = rooms.join("kitchen", "far");
    refused(ann, new Offer(far.id(), opened, Sdp.sending("annn")), Refusal.NO_SUCH_PEER);
  }

  @Test
  void onlyPublishersOffer() {
    Refusal refusal = bob.refusal(new Offer(ann.id(), opened, Sdp.sending("bobb")));
    assertThat(refusal.code()).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(refusal.text()).contains("does not publish");
    var eve = rooms.watch("lobby", "eve");
    refused(eve, new Offer(ann.id(), opened, Sdp.receiving("evee")), Refusal.NOT_ALLOWED);
    assertThat(ann.drain(Offer.class)).isEmpty();
  }

  @Test
  void aWatchersAnswerThatWouldSendIsRefusedAndARightOneStillCounts() {
    var eve = rooms.watch("lobby", "eve");
    opened = eve.next(Connect.class).negotiation();
    long number = offered(ann, eve, "annn");
    Refusal refusal = eve.refusal(new Answer(ann.id(), number, Sdp.sendingBack("evee")));
    assertThat(refusal)
        .isEqualTo(
            Refusal.ofField(
                Refusal.BAD_SDP,
                "sdp",
                "line 5: media section 1 would send, and this client does not publish"));
    ann.hearsNo(Answer.class);
    eve.ask(new Answer(ann.id(), number, Sdp.receiving("evee")));
    ann.next(Answer.class);
  }

  @Test
  void aPublishersAnswerMaySend() {
    bob.ask(new Publish());
    long number = offered(ann, bob, "annn");
    bob.ask(new Answer(ann.id(), number, Sdp.sendingBack("bobb")));
    ann.next(Answer.class);
  }

  @Test
  void aBadDescriptionIsRefusedByLineAndChangesNothing() {
    String bad = Sdp.sending("annn").replace("a=mid:0", "a=crypto:1 secret");
    assertThat(ann.refusal(new Offer(bob.id(), opened, bad)))
        .isEqualTo(Refusal.ofField(Refusal.BAD_SDP, "sdp", "line 7: a=crypto is not allowed"));
    bob.hearsNo(Offer.class);
    refused(ann, new Offer(bob.id(), opened, "nonsense"), Refusal.BAD_SDP);
    long number = offered(ann, bob, "annn");
    refused(bob, new Answer(ann.id(), number, "nonsense"), Refusal.BAD_SDP);
    bob.ask(new Answer(ann.id(), number, Sdp.receiving("bobb")));
  }

  @Test
  void bothPeersAreToldOfARefusedOffer() {
    String bad = Sdp.sending("annn").replace("a=rtcp-mux\r\n", "");
    Refusal refusal =
        Refusal.ofField(Refusal.BAD_SDP, "sdp", "line 5: a media section without a=rtcp-mux");
    ann.send(new Offer(bob.id(), opened, bad));

    assertThat(ann.next(Refused.class)).isEqualTo(new Refused(null, refusal, bob.id(), opened));
    assertThat(bob.next(Refused.class)).isEqualTo(new Refused(null, refusal, ann.id(), opened));
    bob.hearsNo(Offer.class);
  }

  @Test
  void bothPeersAreToldOfARefusedAnswer() {
    long number = offered(ann, bob, "annn");
    bob.send(new Answer(ann.id(), number, Sdp.sendingBack("bobb")), "7");
    Refused told = bob.next(Refused.class);

    assertThat(told.ref()).isEqualTo("7");
    assertThat(told.refusal().code()).isEqualTo(Refusal.BAD_SDP);
    assertThat(told.refusal().text()).startsWith("line 5: ");
    assertThat(told.peer()).isEqualTo(ann.id());
    assertThat(told.negotiation()).isEqualTo(number);
    assertThat(ann.next(Refused.class))
        .isEqualTo(new Refused(null, told.refusal(), bob.id(), number));

    String other = Sdp.receiving("bobb").replace("m=video", "m=audio");
    refused(bob, new Answer(ann.id(), number, other), Refusal.BAD_SDP);
    assertThat(ann.next(Refused.class).peer()).isEqualTo(bob.id());
  }

  @Test
  void nobodyElseIsToldOfAnAnswerThatIsLateOrOfAnotherRefusal() {
    refused(bob, new Answer(ann.id(), opened, "nonsense"), Refusal.BAD_SDP);
    long number = offered(ann, bob, "annn");
    refused(bob, new Answer(ann.id(), number - 1, "nonsense"), Refusal.BAD_SDP);
    refused(bob, new Answer(ann.id(), number - 1, Sdp.receiving("bobb")), Refusal.STALE);
    refused(bob, new Candidate(ann.id(), number + 9, null), Refusal.BAD_FIELD);
    ann.hearsNo(Refused.class);
  }

  @Test
  void aBadCandidateIsRefused() {
    var bad = new Candidate.Init("candidate:1", "0", 0, "annn");
    refused(ann, new Candidate(bob.id(), opened, bad), Refusal.BAD_FIELD);
  }

  @Test
  void theSignalsOfAnEarlierConnectionAreStale() {
    long old = offered(ann, bob, "annn");
    ann.ask(new Unpublish());
    ann.ask(new Publish());
    refused(ann, new Offer(bob.id(), old, Sdp.sending("annn")), Refusal.STALE);
    refused(ann, new Candidate(bob.id(), old, Sdp.candidate("annn")), Refusal.STALE);
    refused(bob, new Answer(ann.id(), old, Sdp.receiving("bobb")), Refusal.STALE);
    bob.hearsNo(Offer.class);
    ann.hearsNo(Answer.class);
    opened = connected();
    negotiate(ann, bob);
  }

  @Test
  void anAnswerThatDoesNotMatchItsOfferIsRefusedByLineAndARightOneStillCounts() {
    long number = offered(ann, bob, "annn");
    String other = Sdp.receiving("bobb").replace("m=video", "m=audio");
    assertThat(bob.refusal(new Answer(ann.id(), number, other)))
        .isEqualTo(
            Refusal.ofField(
                Refusal.BAD_SDP,
                "sdp",
                "line 5: a media section of another kind than in the offer"));
    ann.hearsNo(Answer.class);
    bob.ask(new Answer(ann.id(), number, Sdp.receiving("bobb")));
    ann.next(Answer.class);
  }

  @Test
  void whoReceivesAsksThePublisherToRestartIce() {
    long number = offered(ann, bob, "annn");
    bob.ask(new Answer(ann.id(), number, Sdp.receiving("bobb")));
    bob.ask(new Restart(ann.id(), number));
    assertThat(ann.next(Restart.class)).isEqualTo(new Restart(bob.id(), number));
    var eve = rooms.watch("lobby", "eve");
    eve.ask(new Restart(ann.id(), eve.next(Connect.class).negotiation()));
    assertThat(ann.next(Restart.class).peer()).isEqualTo(eve.id());
  }

  @Test
  void whoAsksAgainBeforeTheOtherHasOfferedChangesNothing() {
    bob.ask(new Restart(ann.id(), opened));
    bob.ask(new Restart(ann.id(), opened));
    assertThat(ann.drain(Restart.class)).hasSize(1);
    offered(ann, bob, "annn");
    bob.ask(new Restart(ann.id(), opened));
    assertThat(ann.drain(Restart.class)).hasSize(1);
  }

  @Test
  void whoDoesNotPublishIsNotAskedToRestart() {
    Refusal refusal = ann.refusal(new Restart(bob.id(), opened));
    assertThat(refusal.code()).isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(refusal.text()).contains("does not publish");
    bob.hearsNo(Restart.class);
    rooms.execute("lobby", ann, c -> c.renew(c.grants().without(Grants.SUBSCRIBE)));
    bob.ask(new Publish());
    opened = connected();
    refused(ann, new Restart(bob.id(), opened), Refusal.NOT_ALLOWED);
  }

  @Test
  void aRestartOfAnEarlierConnectionIsStale() {
    refused(bob, new Restart(ann.id(), opened - 1), Refusal.STALE);
    refused(bob, new Restart(ann.id(), opened + 1), Refusal.BAD_FIELD);
    refused(bob, new Restart("nobody", opened), Refusal.NO_SUCH_PEER);
    ann.hearsNo(Restart.class);
  }

  @Test
  void anAnswerCountsOnce() {
    long number = offered(ann, bob, "annn");
    bob.ask(new Answer(ann.id(), number, Sdp.receiving("bobb")));
    refused(bob, new Answer(ann.id(), number, Sdp.receiving("bobb")), Refusal.STALE);
  }

  @Test
  void inGlareTheImpoliteOfferStandsThoughItCameLater() {
    bob.ask(new Publish());
    long dropped = offered(bob, ann, "bobb");
    bob.ask(candidate(ann, "bobb"));
    ann.next(Candidate.class);
    long stands = offered(ann, bob, "annn");
    bob.ask(candidate(ann, "bobb"));
    ann.hearsNo(Candidate.class);
    refused(ann, new Answer(bob.id(), dropped, Sdp.sendingBack("ann2")), Refusal.STALE);
    bob.ask(new Answer(ann.id(), stands, Sdp.sendingBack("bob2")));
    assertThat(ann.next(Answer.class).negotiation()).isEqualTo(stands);
    bob.ask(candidate(ann, "bob2"));
    ann.next(Candidate.class);
  }

  @Test
  void inGlareThePoliteOfferIsRefusedWithItsCandidates() {
    bob.ask(new Publish());
    long stands = offered(ann, bob, "annn");
    refused(bob, new Offer(ann.id(), opened, Sdp.sending("bobb")), Refusal.GLARE);
    bob.ask(candidate(ann, "bobb"));
    ann.hearsNo(Offer.class);
    ann.hearsNo(Candidate.class);
    bob.ask(new Answer(ann.id(), stands, Sdp.sendingBack("bob2")));
    offered(bob, ann, "bob2");
  }

  @Test
  void earlyCandidatesWaitForTheirDescription() {
    ann.ask(candidate(bob, "annn"));
    bob.hearsNo(Candidate.class);
    ann.ask(new Offer(bob.id(), opened, Sdp.sending("annn")));
    assertThat(bob.drain(Signal.class))
        .extracting(Object::getClass)
        .isEqualTo(List.of(Offer.class, Candidate.class));
  }

  @Test
  void earlyCandidatesAreForgottenAfterTenSeconds() {
    ann.ask(candidate(bob, "annn"));
    rooms.advance(Duration.ofSeconds(10));
    offered(ann, bob, "annn");
    bob.hearsNo(Candidate.class);
  }

  @Test
  void a65thEarlyCandidateIsRefused() {
    for (int i = 0; i < 64; i++) {
      ann.ask(candidate(bob, "annn"));
    }
    refused(ann, candidate(bob, "annn"), Refusal.RATE_LIMITED);
  }

  /** The kit fails a test whose timers outlive the rooms; here they must not outlive the pair. */
  @Test
  void earlyCandidatesGoWithTheirConnection() {
    ann.ask(candidate(bob, "annn"));
    ann.ask(new Unpublish());
    ann.ask(new Publish());
    opened = connected();
    offered(ann, bob, "annn");
    bob.hearsNo(Candidate.class);
  }

  @Test
  void aPeerThatVanishesInTheMiddleLeavesNothingBehind() {
    bob.ask(new Publish());
    offered(bob, ann, "bobb");
    bob.crash();
    rooms.advance(Duration.ofSeconds(20));
    assertThat(ann.next(Disconnect.class).peer()).isEqualTo(bob.id());
    refused(ann, new Answer(bob.id(), opened + 1, Sdp.sendingBack("annn")), Refusal.NO_SUCH_PEER);

    bob = rooms.join("lobby", "bob");
    opened = connected();
    negotiate(ann, bob);
  }

  /**
   * Ann stops publishing while an offer of hers is on its way. Her browser, which has offered,
   * ignores Bob's offer, and hers is refused: on the same connection both would wait for ever.
   */
  @Test
  void whoStopsPublishingIsConnectedAnewWithTheOtherPublisher() {
    bob.ask(new Publish());
    ann.ask(new Unpublish());
    assertThat(ann.next(Disconnect.class).peer()).isEqualTo(bob.id());
    assertThat(bob.next(Disconnect.class).peer()).isEqualTo(ann.id());
    long old = opened;
    opened = connected();
    assertThat(opened).isGreaterThan(old);
    refused(ann, new Offer(bob.id(), old, Sdp.sending("annn")), Refusal.NOT_ALLOWED);
    refused(bob, new Offer(ann.id(), old, Sdp.sending("bobb")), Refusal.STALE);
    negotiate(bob, ann);
  }

  @Test
  void otherCommandsAreLeftToOtherFeatures() {
    assertThat(ann.refusal(new Say("hi")).code()).isEqualTo(Refusal.UNSUPPORTED);
  }

  /** Relays an offer, and gives its number. */
  private long offered(TestClient from, TestClient to, String ufrag) {
    from.ask(new Offer(to.id(), opened, Sdp.sending(ufrag)));
    return to.next(Offer.class).negotiation();
  }

  private void negotiate(TestClient from, TestClient to) {
    long number = offered(from, to, "annn");
    to.ask(new Answer(from.id(), number, Sdp.receiving("bobb")));
    assertThat(from.next(Answer.class).negotiation()).isEqualTo(number);
  }

  private Candidate candidate(TestClient to, String ufrag) {
    return new Candidate(to.id(), opened, Sdp.candidate(ufrag));
  }

  private static void refused(TestClient client, Signal signal, String code) {
    assertThat(client.refusal(signal).code()).isEqualTo(code);
  }
}
