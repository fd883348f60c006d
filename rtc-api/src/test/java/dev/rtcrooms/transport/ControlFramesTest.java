package dev.rtcrooms.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ControlFramesTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ControlFrames frames =
      new ControlFrames(Limits.builder().controlFramesPerSecond(3).build());

  @Test
  void soManyAreAllowedWithinASecond() {
    long now = -5;
    assertThat(frames.allows(now, 1)).isTrue();
    assertThat(frames.allows(now + SECOND / 2, 1)).isTrue();
    assertThat(frames.allows(now + SECOND - 1, 1)).isTrue();
    assertThat(frames.allows(now + SECOND - 1, 1)).isFalse();
  }

  @Test
  void eachSecondBeginsAnew() {
    for (int second = 0; second < 10; second++) {
      assertThat(frames.allows(second * SECOND, 3)).isTrue();
    }
  }

  @Test
  void aFrameThatCostsMoreCountsAsMany() {
    assertThat(frames.allows(0, 2)).isTrue();
    assertThat(frames.allows(1, 2)).isFalse();
  }
}
