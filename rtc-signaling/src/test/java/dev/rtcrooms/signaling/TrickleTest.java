package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrickleTest {

  private final QuietPeer from = new QuietPeer("from");
  private final QuietPeer to = new QuietPeer("to");
  private final FakeRoomTimer timer = new FakeRoomTimer();
  private final Trickle trickle = new Trickle(from, to, timer);

  @Test
  void aCandidateOfAKnownDescriptionPassesWithItsNumber() {
    trickle.offered(7, Set.of("aaaa", "bbbb"));
    send("bbbb", 1);
    trickle.accepted();
    send("aaaa", 2);
    assertThat(to.drain())
        .containsExactly(
            new Candidate("from", 7, Sdp.candidate("bbbb", 1)),
            new Candidate("from", 7, Sdp.candidate("aaaa", 2)));
  }

  @Test
  void earlyCandidatesFollowTheirDescriptionInOrder() {
    send("aaaa", 1);
    send("other", 2);
    send("aaaa", 3);
    assertThat(to.drain()).isEmpty();
    trickle.answered(5, Set.of("aaaa"));
    assertThat(foundations()).containsExactly(1, 3);
    assertThat(timer.waiting()).isEqualTo(1);
    trickle.offered(6, Set.of("other"));
    assertThat(foundations()).containsExactly(2);
    assertThat(timer.waiting()).isZero();
  }

  @Test
  void noMoreThan64CandidatesWait() {
    for (int i = 1; i <= 64; i++) {
      send("aaaa", i);
    }
    assertThatThrownBy(() -> send("aaaa", 65))
        .isInstanceOf(RefusalException.class)
        .hasMessageStartingWith(Refusal.RATE_LIMITED);
    trickle.offered(1, Set.of("aaaa"));
    assertThat(foundations()).isEqualTo(IntStream.rangeClosed(1, 64).boxed().toList());
    send("aaaa", 66);
    assertThat(foundations()).containsExactly(66);
  }

  /** They are as long as candidates may be, and with a ufrag of the longest kind. */
  @Test
  void longCandidatesWaitInSmallerNumbers() {
    trickle.offered(1, Set.of("aaaa"));
    assertThatThrownBy(
            () -> {
              for (int i = 1; i <= 64; i++) {
                sendLong("later", i);
              }
            })
        .isInstanceOf(RefusalException.class)
        .hasMessageStartingWith(Refusal.RATE_LIMITED);
    trickle.accepted();
    trickle.offered(2, Set.of("later"));

    assertThat(foundations()).hasSizeBetween(10, 20);
  }

  @Test
  void longCandidatesThatWereRelayedAreRepeatedInSmallerNumbers() {
    trickle.offered(1, Set.of("aaaa"));
    for (int i = 1; i <= 64; i++) {
      sendLong("aaaa", i);
    }
    assertThat(foundations()).as("relayed").hasSize(64);
    trickle.repeat();

    assertThat(foundations()).hasSizeBetween(10, 20);
  }

  private void sendLong(String ufrag, int foundation) {
    Candidate.Init usual = Sdp.candidate(ufrag, foundation);
    trickle.candidate(
        new Candidate(
            "to",
            1,
            new Candidate.Init(
                usual.candidate() + " x ".repeat(300),
                usual.sdpMid(),
                usual.sdpMLineIndex(),
                usual.usernameFragment())),
        ufrag);
  }

  @Test
  void noCandidateWaitsLongerThanTenSeconds() {
    send("aaaa", 1);
    timer.advance(Duration.ofSeconds(4));
    send("aaaa", 2);
    timer.advance(Duration.ofSeconds(6));
    trickle.offered(1, Set.of("aaaa"));
    assertThat(foundations()).containsExactly(2);
  }

  @Test
  void theSameCandidateTwiceWaitsTwice() {
    send("aaaa", 1);
    timer.advance(Duration.ofSeconds(4));
    send("aaaa", 1);
    timer.advance(Duration.ofSeconds(6));
    assertThat(timer.waiting()).isEqualTo(1);
    trickle.offered(1, Set.of("aaaa"));
    assertThat(foundations()).containsExactly(1);
  }

  @Test
  void theCandidatesOfADroppedOfferAreDroppedWhetherTheyCameBeforeOrAfter() {
    send("aaaa", 1);
    trickle.dropped(Set.of("aaaa"));
    send("aaaa", 2);
    assertThat(timer.waiting()).isZero();
    trickle.answered(2, Set.of("bbbb"));
    send("aaaa", 3);
    send("bbbb", 4);
    assertThat(foundations()).containsExactly(4);
  }

  @Test
  void aUfragThatAnAcceptedDescriptionSharesWithADroppedOfferPasses() {
    trickle.offered(1, Set.of("aaaa"));
    trickle.accepted();
    trickle.dropped(Set.of("aaaa"));
    send("aaaa", 1);
    assertThat(foundations()).containsExactly(1);
    trickle.dropped(Set.of("bbbb"));
    trickle.answered(2, Set.of("bbbb"));
    send("bbbb", 2);
    assertThat(foundations()).containsExactly(2);
  }

  @Test
  void theCandidatesOfAReplacedOfferAreDropped() {
    trickle.offered(1, Set.of("aaaa"));
    trickle.rolledBack();
    send("aaaa", 1);
    assertThat(to.drain()).isEmpty();
    assertThat(timer.waiting()).isZero();
  }

  @Test
  void anOfferThatItsOwnPeerReplacesIsOverAsWell() {
    trickle.offered(1, Set.of("aaaa"));
    trickle.offered(2, Set.of("bbbb"));
    send("aaaa", 1);
    send("bbbb", 2);
    send(null, 3);
    assertThat(foundations()).containsExactly(2, 3);
    assertThat(timer.waiting()).isZero();
  }

  @Test
  void duringAnIceRestartBothGenerationsPassAndAfterItOnlyTheNew() {
    trickle.offered(1, Set.of("old+"));
    trickle.accepted();
    trickle.offered(2, Set.of("new+"));
    send("old+", 1);
    send("new+", 2);
    assertThat(to.drain())
        .containsExactly(
            new Candidate("from", 1, Sdp.candidate("old+", 1)),
            new Candidate("from", 2, Sdp.candidate("new+", 2)));
    trickle.accepted();
    send("old+", 3);
    send("new+", 4);
    assertThat(foundations()).containsExactly(4);
    assertThat(timer.waiting()).isZero();
  }

  @Test
  void anAnswerBeginsAGenerationToo() {
    trickle.answered(1, Set.of("old+"));
    trickle.answered(2, Set.of("new+"));
    send("old+", 1);
    send("new+", 2);
    assertThat(foundations()).containsExactly(2);
  }

  @Test
  void whatNamesNoGenerationMeansTheNewestDescription() {
    send(null, 1);
    assertThat(to.drain()).isEmpty();
    trickle.offered(3, Set.of("aaaa"));
    trickle.candidate(new Candidate("to", 1, null), null);
    assertThat(to.drain())
        .containsExactly(
            new Candidate("from", 3, Sdp.candidate(null, 1)), new Candidate("from", 3, null));
  }

  @Test
  void whatNamesNoGenerationIsDroppedWithTheDescriptionThatItMeans() {
    send(null, 1);
    trickle.dropped(Set.of("aaaa"));
    send(null, 2);
    trickle.answered(1, Set.of("bbbb"));
    assertThat(to.drain()).isEmpty();
    send(null, 3);
    assertThat(foundations()).containsExactly(3);
  }

  @Test
  void generationsThatAreOverAreRememberedInBoundedNumber() {
    for (int i = 0; i < 1000; i++) {
      trickle.dropped(Set.of("u" + i + "xx"));
    }
    send("u999xx", 1);
    assertThat(timer.waiting()).isZero();
    send("u0xx", 2);
    assertThat(timer.waiting()).isEqualTo(1);
  }

  private void send(@Nullable String ufrag, int foundation) {
    trickle.candidate(new Candidate("to", 1, Sdp.candidate(ufrag, foundation)), ufrag);
  }

  private List<Integer> foundations() {
    return to.drain().stream().map(TrickleTest::foundation).toList();
  }

  private static int foundation(Signal signal) {
    String candidate = ((Candidate) signal).init().candidate();
    return Integer.parseInt(
        candidate.substring(candidate.indexOf(':') + 1, candidate.indexOf(' ')));
  }
}
