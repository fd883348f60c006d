package dev.rtcrooms.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;

  /** One that counted from when they were sent would find one millisecond for all of them. */
  @Test
  void latencyCountsFromWhenAMessageShouldHaveBeenSent() {
    Pace pace = new Pace(0, 10);
    Window window = new Window(0, SECOND);
    long stalledUntil = SECOND;
    while (pace.taken() < 10 && pace.due(stalledUntil)) {
      long intended = pace.take();
      window.sent(intended);
      window.delivered(intended, stalledUntil + MILLI);
    }

    Histogram latencies = window.latencies();
    assertThat(window.sent()).isEqualTo(10);
    assertThat(latencies.getTotalCount()).isEqualTo(10);
    assertThat((double) latencies.getMaxValue()).isCloseTo(1001.0 * MILLI, within(1.0 * MILLI));
    assertThat(latencies.getMean()).isCloseTo(551.0 * MILLI, within(1.0 * MILLI));
  }

  @Test
  void aMessageIsDueFromItsTimeOn() {
    Pace pace = new Pace(SECOND, 1000);

    assertThat(pace.due(SECOND - 1)).isFalse();
    assertThat(pace.due(SECOND)).isTrue();
    assertThat(pace.take()).isEqualTo(SECOND);
    assertThat(pace.due(SECOND + MILLI - 1)).isFalse();
    assertThat(pace.due(SECOND + MILLI)).isTrue();
    assertThat(pace.taken()).isEqualTo(1);
  }

  @Test
  void whatComesAfterTheEndIsNoDeliveryOfThatTimeButItsLatencyIs() {
    Window window = new Window(SECOND, 2 * SECOND);
    window.delivered(SECOND - 1, SECOND);
    window.delivered(2 * SECOND - 1, 3 * SECOND);

    assertThat(window.deliveries()).isEqualTo(1);
    assertThat(window.latencies().getTotalCount()).isEqualTo(1);
    assertThat((double) window.latencies().getMaxValue()).isCloseTo(SECOND, within(1.0 * MILLI));
  }
}
