package dev.rtcrooms.sfu.rtp;

import static dev.rtcrooms.sfu.rtp.Losses.Arrival.BROKEN;
import static dev.rtcrooms.sfu.rtp.Losses.Arrival.DUPLICATE;
import static dev.rtcrooms.sfu.rtp.Losses.Arrival.NEWER;
import static dev.rtcrooms.sfu.rtp.Losses.Arrival.REPAIRED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LossesTest {

  private final Losses losses = new Losses();
  private final long[] taken = new long[Losses.MAX];

  private long[] take(long now) {
    return Arrays.copyOf(taken, losses.take(now, taken));
  }

  @Test
  void asksForAGapAfterAMomentAndThenLessOften() {
    assertThat(losses.received(10, 0)).isEqualTo(NEWER);
    assertThat(losses.received(13, 0)).isEqualTo(NEWER);
    assertThat(take(19)).isEmpty();
    assertThat(take(20)).containsExactly(11, 12);
    assertThat(take(119)).isEmpty();
    assertThat(take(120)).containsExactly(11, 12);
    assertThat(take(244)).isEmpty();
    assertThat(take(245)).containsExactly(11, 12);
  }

  @Test
  void givesUpAfterFiveTries() {
    losses.received(10, 0);
    losses.received(12, 0);
    int asked = 0;
    for (long now = 0; now < 10_000; now++) {
      asked += take(now).length;
    }
    assertThat(asked).isEqualTo(Losses.TRIES);
    assertThat(losses.received(11, 10_000)).isEqualTo(DUPLICATE);
  }

  @Test
  void doesNotAskForWhatCameLate() {
    losses.received(10, 0);
    losses.received(12, 0);
    assertThat(losses.received(11, 5)).isEqualTo(REPAIRED);
    assertThat(losses.received(11, 6)).isEqualTo(DUPLICATE);
    assertThat(losses.received(9, 6)).isEqualTo(DUPLICATE);
    assertThat(take(1000)).isEmpty();
  }

  @Test
  void measuresTheRoundTripOfTheFirstRequestOnly() {
    losses.received(10, 0);
    losses.received(12, 0);
    take(20);
    losses.received(11, 60);
    assertThat(losses.roundTrip()).isEqualTo(40);
    losses.received(14, 100);
    take(120);
    take(160);
    losses.received(13, 900);
    assertThat(losses.roundTrip()).isEqualTo(40);
  }

  @Test
  void aGreatGapIsBroken() {
    losses.received(10, 0);
    assertThat(losses.received(111, 0)).isEqualTo(NEWER);
    assertThat(take(20)).hasSize(100);
    assertThat(losses.received(113, 21)).isEqualTo(BROKEN);
    assertThat(take(2000)).isEmpty();
    losses.received(115, 2000);
    losses.giveUp(115);
    assertThat(take(3000)).isEmpty();
  }

  @Test
  void aKeyframeGivesUpOnlyWhatIsBeforeIt() {
    losses.received(10, 0);
    losses.received(12, 0);
    losses.received(17, 0);
    assertThat(losses.received(14, 1)).isEqualTo(REPAIRED);
    losses.giveUp(14);
    assertThat(take(20)).containsExactly(15, 16);
  }
}
