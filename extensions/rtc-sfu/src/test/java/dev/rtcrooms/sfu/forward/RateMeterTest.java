package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateMeterTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final RateMeter meter = new RateMeter();
  private long now = -5_000 * MILLI; // clocks may begin anywhere

  private void run(int bytesEach10, int millis) {
    for (int i = 0; i < millis; i += 10) {
      now += 10 * MILLI;
      meter.add(bytesEach10, now);
    }
  }

  @Test
  void measuresTheLastTwoSeconds() {
    assertThat(meter.rate(now)).isZero();
    run(1250, 1_000);
    assertThat(meter.rate(now)).isCloseTo(1_000_000, withinPercentage(2));
    run(1250, 10_000);
    assertThat(meter.rate(now)).isCloseTo(1_000_000, withinPercentage(2));
    run(250, 2_100);
    assertThat(meter.rate(now)).isCloseTo(200_000, withinPercentage(2));
  }

  @Test
  void aSilenceLowersIt() {
    run(1250, 5_000);
    now += 1_000 * MILLI;
    assertThat(meter.rate(now)).isCloseTo(500_000, withinPercentage(6));
    now += 1_000 * MILLI;
    assertThat(meter.rate(now)).isZero();
  }
}
