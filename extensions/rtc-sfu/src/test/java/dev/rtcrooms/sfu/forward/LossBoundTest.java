package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LossBoundTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LossBound bound = new LossBound();

  /** Half of the packets of an interval are lost. */
  private long loseHalf(long least) {
    long begun = bound.update(600_000, least, 0);
    assertThat(begun).isEqualTo(Long.MAX_VALUE);
    for (int i = 0; i < 60; i++) {
      bound.packet(i % 2 == 0);
    }
    return bound.update(600_000, least, SECOND);
  }

  @Test
  void manyLossesLowerTheBound() {
    assertThat(loseHalf(0)).isEqualTo(450_000);
  }

  /** As when a key frame is too long for the queue of a slow link. */
  @Test
  void whatArrivesInSpiteOfThemIsPossible() {
    assertThat(loseHalf(510_000)).isEqualTo(510_000);
  }
}
