package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.forward.DelayTrend.Queue;
import org.junit.jupiter.api.Test;

class DelayTrendTest {

  private static final long PICTURE = 66_000;

  private final DelayTrend trend = new DelayTrend();
  private long sent;

  /** Sends pictures, fifteen a second, which take so many milliseconds longer than the least. */
  private void pictures(int... delays) {
    for (int delay : delays) {
      sent += PICTURE;
      trend.packet(sent, sent + 1_000L * delay);
    }
  }

  @Test
  void aQueueThatGrowsIsSeen() {
    pictures(new int[30]);
    assertThat(trend.queue()).isEqualTo(Queue.STEADY);
    pictures(40, 80, 120, 160, 200, 240, 280, 320, 360, 400);
    assertThat(trend.queue()).isEqualTo(Queue.GROWING);
  }

  /** The line through the last twenty pictures still rises. */
  @Test
  void aQueueThatIsEmptiedAgainGrowsNoMore() {
    pictures(new int[30]);
    pictures(40, 80, 120, 160, 200, 240, 280, 320, 360, 400);
    pictures(340, 280, 220, 160, 100);
    assertThat(trend.queue()).isNotEqualTo(Queue.GROWING);
    pictures(new int[40]);
    assertThat(trend.queue()).isEqualTo(Queue.STEADY);
  }
}
