package dev.rtcrooms.sfu.rtp;

import static dev.rtcrooms.sfu.rtp.Losses.Arrival.BROKEN;
import static dev.rtcrooms.sfu.rtp.Losses.Arrival.DUPLICATE;
import static dev.rtcrooms.sfu.rtp.Losses.Arrival.NEWER;
import static dev.rtcrooms.sfu.rtp.Losses.Arrival.REPAIRED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LossesTest {

  private Losses losses = new Losses(true);
  private final long[] taken = new long[Losses.MAX];

  private Losses.Arrival received(long in, long now) {
    return losses.received(in, false, false, now);
  }

  private Losses.Arrival repaired(long in, long now) {
    return losses.received(in, true, false, now);
  }

  private long[] take(long now) {
    return Arrays.copyOf(taken, losses.take(now, taken));
  }

  @Test
  void asksForAGapAtOnceAndThenLessOften() {
    assertThat(received(10, 0)).isEqualTo(NEWER);
    assertThat(losses.hasGap()).isFalse();
    assertThat(received(13, 0)).isEqualTo(NEWER);
    assertThat(losses.hasGap()).isTrue();
    assertThat(take(0)).containsExactly(11, 12);
    assertThat(losses.hasGap()).isFalse();
    assertThat(take(99)).isEmpty();
    assertThat(take(100)).containsExactly(11, 12);
    assertThat(take(224)).isEmpty();
    assertThat(take(225)).containsExactly(11, 12);
  }

  @Test
  void asksAfterAMomentWherePacketsComeOutOfOrder() {
    received(10, 0);
    received(12, 0);
    take(0);
    assertThat(received(11, 5)).isEqualTo(REPAIRED);
    received(14, 10_004);
    assertThat(losses.hasGap()).isFalse();
    assertThat(take(10_023)).isEmpty();
    assertThat(take(10_024)).containsExactly(13);
    repaired(13, 10_050);
    received(16, 10_050);
    assertThat(losses.hasGap()).as("what was sent again is not out of order").isTrue();
    assertThat(take(10_050)).containsExactly(15);
  }

  /** What comes after it was asked for may be late, or sent again: it says nothing. */
  @Test
  void learnsNothingFromWhatIsSentAgainInTheSameSource() {
    losses = new Losses(false);
    received(10, 0);
    received(12, 0);
    assertThat(losses.isAsked(11)).isFalse();
    take(0);
    assertThat(losses.isAsked(11)).isTrue();
    assertThat(received(11, 40)).isEqualTo(REPAIRED);
    assertThat(losses.isAsked(11)).isFalse();
    assertThat(losses.roundTrip()).isEqualTo(Losses.DEFAULT_ROUND_TRIP);
    received(14, 50);
    assertThat(losses.hasGap()).as("nothing is out of order").isTrue();
    received(13, 50);
    received(16, 60);
    assertThat(losses.hasGap()).as("13 came before it was asked for").isFalse();
  }

  @Test
  void asksForTheRestOfAFrameThatIsLate() {
    losses.received(10, false, true, 0);
    losses.received(12, false, true, 0);
    assertThat(take(0)).containsExactly(11);
    assertThat(take(9)).isEmpty();
    assertThat(take(10)).containsExactly(13);
    assertThat(take(99)).as("only once").containsExactly();
    repaired(11, 60);
    assertThat(losses.received(13, true, true, 70)).isEqualTo(NEWER);
    assertThat(take(80)).containsExactly(14);
    losses.received(14, true, false, 140);
    assertThat(take(9_999)).as("the frame has ended").isEmpty();
  }

  @Test
  void aGuessThatWasRightCountsAsAsked() {
    losses.received(10, false, false, 0);
    losses.received(12, false, true, 0);
    take(0);
    repaired(11, 40);
    assertThat(take(45)).containsExactly(13);
    received(14, 50);
    assertThat(losses.hasGap()).isFalse();
    assertThat(take(84)).isEmpty();
    assertThat(take(85)).containsExactly(13);
  }

  @Test
  void guessesOnlyWherePacketsAreLost() {
    losses.received(10, false, true, 0);
    assertThat(take(1000)).isEmpty();
    received(12, 1000);
    take(1000);
    repaired(11, 1010);
    losses.received(13, false, true, 10_000);
    assertThat(take(10_020)).containsExactly(14);
    losses.received(14, false, true, 10_020);
    assertThat(take(11_000)).as("nothing was lost for ten seconds").isEmpty();
  }

  @Test
  void guessesLaterWherePacketsComeOutOfOrder() {
    received(10, 0);
    losses.received(12, false, true, 0);
    take(0);
    received(11, 5);
    assertThat(take(19)).isEmpty();
    assertThat(take(20)).containsExactly(13);
  }

  @Test
  void givesUpAfterFiveTries() {
    received(10, 0);
    received(12, 0);
    int asked = 0;
    for (long now = 0; now < 10_000; now++) {
      asked += take(now).length;
    }
    assertThat(asked).isEqualTo(Losses.TRIES);
    assertThat(received(11, 10_000)).isEqualTo(DUPLICATE);
  }

  @Test
  void doesNotAskForWhatCameLate() {
    received(10, 0);
    received(12, 0);
    assertThat(received(11, 5)).isEqualTo(REPAIRED);
    assertThat(received(11, 6)).isEqualTo(DUPLICATE);
    assertThat(received(9, 6)).isEqualTo(DUPLICATE);
    assertThat(take(1000)).isEmpty();
  }

  @Test
  void measuresTheRoundTripOfTheFirstRequestOnly() {
    received(10, 0);
    received(12, 0);
    take(20);
    repaired(11, 60);
    assertThat(losses.roundTrip()).isEqualTo(40);
    received(14, 100);
    take(120);
    take(160);
    repaired(13, 900);
    assertThat(losses.roundTrip()).isEqualTo(40);
    received(16, 1000);
    take(1000);
    received(15, 1001);
    assertThat(losses.roundTrip()).as("it was only late").isEqualTo(40);
  }

  @Test
  void aGreatGapIsBroken() {
    received(10, 0);
    assertThat(received(111, 0)).isEqualTo(NEWER);
    assertThat(take(20)).hasSize(100);
    assertThat(received(113, 21)).isEqualTo(BROKEN);
    assertThat(losses.hasGap()).isFalse();
    assertThat(take(2000)).isEmpty();
    received(115, 2000);
    losses.giveUp(115);
    assertThat(take(3000)).isEmpty();
  }

  @Test
  void aKeyframeGivesUpOnlyWhatIsBeforeIt() {
    received(10, 0);
    received(12, 0);
    received(17, 0);
    assertThat(received(14, 1)).isEqualTo(REPAIRED);
    losses.giveUp(14);
    assertThat(take(20)).containsExactly(15, 16);
  }
}
