package dev.rtcrooms.sfu.forward;

import java.util.concurrent.TimeUnit;

/**
 * The bit rate that reaches a receiver, from its feedback about each packet: by the delay
 * (draft-ietf-rmcat-gcc-02 §5) and by losses (§6). Times are nanoseconds of any clock. Not
 * thread-safe.
 */
final class Estimate {

  /** What is assumed before anything is known, in bits per second. */
  static final long INITIAL = 1_000_000;

  private static final long LEAST = 50_000;
  private static final long GREATEST = 200_000_000;
  private static final double DECREASE = 0.85;
  private static final double GROWTH_PER_SECOND = 1.08;

  /** How far above the acknowledged rate the estimate may grow without a probe. */
  private static final double MOST_ABOVE = 1.5;

  private static final long MOST_BEYOND = 10_000;
  private static final long RESPONSE_MILLIS = 100;
  private static final int PACKET_BITS = 8 * 1200;

  /** The estimate falls at most so often, unless it is twice the acknowledged rate. */
  private static final long LEAST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long MOST_PAUSE = TimeUnit.MILLISECONDS.toNanos(300);

  /** See {@link #hasFallen}. */
  private static final long LATELY = TimeUnit.SECONDS.toNanos(2);

  /** The last limit is forgotten when so much more than it has arrived. */
  private static final double BEYOND_LIMIT = 1.1;

  /** What has arrived for so long without losses and without a queue is possible. */
  private static final long CLEAR = TimeUnit.MILLISECONDS.toNanos(500);

  private final DelayTrend trend = new DelayTrend();
  private final LossBound losses = new LossBound();
  private final RateMeter acknowledged = new RateMeter(50, 10, 150);
  private long byDelay = INITIAL;
  private long estimate = INITIAL;
  private long byLoss = Long.MAX_VALUE;

  /** What had arrived when the queue grew the last time; 0 if that is not known any more. */
  private long limit;

  private long newestArrival;
  private boolean begun;
  private long lastUpdate;
  private boolean fallen;
  private long lastDecrease;
  private boolean measured;

  /** Whether no packet was lost or held up, and none was of a probe, since a time. */
  private boolean clear;

  private long clearSince;

  /**
   * A packet has arrived; packets come in the order in which they were sent.
   *
   * @param sent when it was sent
   * @param arrived when it arrived, by another clock
   * @param bytes its length
   * @param ofProbe whether it was sent in the time of a probe, which fills queues on purpose
   */
  void arrived(long sent, long arrived, int bytes, boolean ofProbe) {
    losses.packet(false);
    if (ofProbe) {
      clear = false;
    } else {
      trend.packet(TimeUnit.NANOSECONDS.toMicros(sent), TimeUnit.NANOSECONDS.toMicros(arrived));
    }
    acknowledged.add(bytes, arrived);
    newestArrival = begun ? Math.max(newestArrival, arrived) : arrived;
    begun = true;
  }

  /** A packet was lost. */
  void lost() {
    clear = false;
    losses.packet(true);
  }

  /** All packets of a feedback were told. */
  void update(int roundTripMillis, long now) {
    long elapsed = Math.min(now - lastUpdate, TimeUnit.SECONDS.toNanos(1));
    lastUpdate = now;
    DelayTrend.Queue queue = trend.queue();
    noteClear(queue, now);
    switch (queue) {
      case GROWING -> decrease(roundTripMillis, now);
      case STEADY -> increase(roundTripMillis, elapsed, now);
      case SHRINKING -> {} // until the queue is empty
    }
    byLoss = losses.update(estimate, (long) (DECREASE * acknowledgedRate()), now);
    measured |= byLoss < byDelay;
    combine();
  }

  private void noteClear(DelayTrend.Queue queue, long now) {
    if (queue != DelayTrend.Queue.STEADY) {
      clear = false;
    } else if (!clear) {
      clear = true;
      clearSince = now;
    }
  }

  private void combine() {
    estimate = Math.max(LEAST, Math.min(Math.min(byDelay, byLoss), GREATEST));
  }

  private void decrease(int roundTripMillis, long now) {
    long rate = acknowledgedRate();
    long roundTrip = TimeUnit.MILLISECONDS.toNanos(roundTripMillis);
    long pause = Math.max(LEAST_PAUSE, Math.min(MOST_PAUSE, roundTrip));
    if (measured && now - lastDecrease < pause && rate >= byDelay / 2) {
      return;
    }
    if (!measured) {
      byDelay = Math.max(byDelay, rate); // before, it was an assumption
    }
    measured = true;
    fallen = true;
    lastDecrease = now;
    limit = rate;
    byDelay = Math.min(byDelay, (long) (DECREASE * rate));
  }

  private void increase(int roundTripMillis, long elapsed, long now) {
    long rate = acknowledgedRate();
    double seconds = elapsed / 1e9;
    if (rate > BEYOND_LIMIT * limit) {
      limit = 0;
    }
    double more =
        limit > 0 && byDelay > DECREASE * limit
            ? PACKET_BITS * 1000.0 / (roundTripMillis + RESPONSE_MILLIS) * seconds
            : byDelay * (Math.pow(GROWTH_PER_SECOND, seconds) - 1);
    long most = (long) (MOST_ABOVE * rate) + MOST_BEYOND;
    byDelay = Math.max(byDelay, Math.min(most, byDelay + (long) more));
    if (!measured || (clear && now - clearSince >= CLEAR)) {
      byDelay = Math.max(byDelay, rate); // more than permitted was sent, and has arrived
    }
  }

  /** A probe of this bit rate has arrived without a growing queue. */
  void held(long bitsPerSecond) {
    limit = 0;
    byDelay = Math.max(byDelay, bitsPerSecond);
    byLoss = losses.lift(bitsPerSecond);
    combine();
  }

  /** Bits per second. */
  long bitsPerSecond() {
    return estimate;
  }

  /** The bit rate that has arrived in the last half second. */
  long acknowledgedRate() {
    return begun ? acknowledged.rate(newestArrival) : 0;
  }

  /** Whether a queue has grown in the last two seconds. */
  boolean hasFallen(long now) {
    return fallen && now - lastDecrease < LATELY;
  }

  /** Whether a limit was found; before that the estimate is only a beginning. */
  boolean isMeasured() {
    return measured;
  }
}
