package dev.rtcrooms.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What is measured of some rooms between two points of time: deliveries that come, and latencies of
 * messages that should have been sent then. For the generator's thread.
 */
final class Window {

  private static final long LONGEST = 600_000_000_000L;
  private static final int DIGITS = 3;

  private final long from;
  private final long to;
  private final Histogram latencies = new Histogram(1, LONGEST, DIGITS);
  private long deliveries;
  private long sent;

  Window(long from, long to) {
    this.from = from;
    this.to = to;
  }

  boolean covers(long time) {
    return time - from >= 0 && time - to < 0;
  }

  void sent(long intended) {
    if (covers(intended)) {
      sent++;
    }
  }

  void delivered(long intended, long now) {
    if (covers(now)) {
      deliveries++;
    }
    if (covers(intended)) {
      latencies.recordValue(Math.max(1, Math.min(LONGEST, now - intended)));
    }
  }

  double perSecond(long count) {
    return count * 1e9 / (to - from);
  }

  long deliveries() {
    return deliveries;
  }

  long sent() {
    return sent;
  }

  Histogram latencies() {
    return latencies;
  }
}
