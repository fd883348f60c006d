package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.sdp.Direction;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.testkit.FakePeer;
import dev.rtcrooms.testkit.TestRooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The room relays what the test kit's peers make up, and refuses what it should. */
class MadeUpNegotiationTest {

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.mesh(IceServers.none())));

  private FakePeer ann;
  private FakePeer bob;

  @BeforeEach
  void join() {
    ann = FakePeer.of(rooms.join("lobby", "ann"));
    bob = FakePeer.of(rooms.join("lobby", "bob"));
  }

  @Test
  void aPublisherAndAReceiverAgree() throws SdpException {
    ann.agree(bob);

    SessionDescription answer = SessionDescription.parse(ann.client().next(Answer.class).sdp());
    assertThat(answer.media())
        .extracting(MediaSection::direction)
        .containsExactly(Direction.RECVONLY, Direction.RECVONLY);
  }

  @Test
  void twoPublishersAgreeAndEachMayOfferAnew() throws SdpException {
    bob.client().ask(new Publish());
    ann.agree(bob);
    bob.offering("audio sendrecv", "video rejected", "video sendonly", "video inactive").agree(ann);

    SessionDescription answer = SessionDescription.parse(bob.client().next(Answer.class).sdp());
    assertThat(answer.media())
        .extracting(MediaSection::direction)
        .containsExactly(
            Direction.SENDRECV, Direction.INACTIVE, Direction.RECVONLY, Direction.INACTIVE);
    assertThat(answer.media().get(1).rejected()).isTrue();
  }

  @Test
  void aPolitePeersLateOfferIsDropped() {
    bob.client().ask(new Publish());
    ann.client().ask(new Publish());
    Offer late = bob.offerTo(ann);
    ann.offer(bob);

    assertThat(bob.client().refusal(late).code()).isEqualTo(Refusal.GLARE);
    bob.answer(ann);
  }

  @Test
  void anImpolitePeersLateOfferStands() {
    bob.client().ask(new Publish());
    ann.client().ask(new Publish());
    Offer late = ann.offerTo(bob);
    bob.offer(ann);
    Answer obsolete = ann.answerTo(bob);

    ann.client().ask(late);

    assertThat(ann.client().refusal(obsolete).code()).isEqualTo(Refusal.STALE);
    bob.answer(ann);
    assertThat(ann.client().next(Answer.class).peer()).isEqualTo(bob.id());
  }

  @Test
  void aLieIsRefused() {
    ann.client().ask(new Publish());
    ann.changing(sdp -> sdp.replace("a=rtcp-mux\r\n", ""));
    assertThat(ann.client().refusal(ann.offerTo(bob)).code()).isEqualTo(Refusal.BAD_SDP);

    ann.changing(sdp -> sdp);
    Offer offer = ann.offerTo(bob);
    assertThat(ann.client().refusal(offer.readdressed("nobody", offer.negotiation())).code())
        .isEqualTo(Refusal.NO_SUCH_PEER);
    ann.client().ask(offer);
    Answer answer = bob.answerTo(ann);
    assertThat(bob.client().refusal(answer.readdressed(ann.id(), 1)).code())
        .isEqualTo(Refusal.STALE);
    bob.client().ask(answer);
  }

  @Test
  void candidatesAreThoseOfTheirGeneration() {
    ann.agree(bob);
    Candidate old = ann.candidateTo(bob);
    ann.client().ask(old);
    assertThat(bob.client().next(Candidate.class).init()).isEqualTo(old.init());

    bob.client().ask(bob.restartTo(ann));
    assertThat(ann.client().next(Restart.class).peer()).isEqualTo(bob.id());
    ann.restartIce(bob);
    ann.agree(bob);

    ann.client().ask(old); // dropped with its generation
    bob.client().hearsNo(Candidate.class);
    Candidate anew = ann.candidateTo(bob);
    ann.client().ask(anew);
    assertThat(bob.client().next(Candidate.class).init()).isEqualTo(anew.init());
  }

  @Test
  void nothingCanBeMadeWithoutAConnection() {
    assertThatThrownBy(() -> ann.offerTo(bob)).hasMessage("ann is not connected with bob");
    ann.client().ask(new Publish());
    assertThatThrownBy(() -> bob.answerTo(ann)).hasMessage("bob has heard no offer of ann");
  }
}
