package dev.rtcrooms.sfu.forward;

/**
 * Finds from the times of packets whether a queue grows on their way (draft-ietf-rmcat-gcc-02
 * §5.3-5.5, with the trendline of libwebrtc in place of the Kalman filter). Times are microseconds;
 * those of sending and of arrival are of different clocks. Not thread-safe.
 */
final class DelayTrend {

  /** What the queue does. */
  enum Queue {
    STEADY,
    GROWING,
    SHRINKING
  }

  /** Packets sent within this time belong together. */
  private static final long GROUP = 5_000;

  /** Packets that were held up together on the way belong together. */
  private static final long LONGEST_BURST = 100_000;

  private static final int WINDOW = 20;
  private static final double SMOOTHING = 0.9;
  private static final double GAIN = 4;
  private static final int MAX_SAMPLES = 60;
  private static final double LEAST_THRESHOLD = 6;
  private static final double GREATEST_THRESHOLD = 600;
  private static final double RISE = 0.0087;
  private static final double FALL = 0.039;

  /** A trend so far above the threshold does not change it. */
  private static final double OUTLIER = 15;

  /** How long the trend must stay above the threshold, in milliseconds. */
  private static final double OVERUSE_TIME = 10;

  private final double[] times = new double[WINDOW];
  private final double[] delays = new double[WINDOW];
  private int samples;
  private Group previous = new Group();
  private Group present = new Group();
  private double delay;
  private double smoothed;
  private long firstArrival;
  private double threshold = 12.5;
  private double lastUpdate;
  private double lastTrend;
  private double overuse;
  private int overuses;
  private Queue queue = Queue.STEADY;

  /** Packets that were sent together. */
  private static final class Group {
    private boolean used;
    private long firstSent;
    private long lastSent;
    private long firstArrived;
    private long lastArrived;

    void begin(long sent, long arrived) {
      used = true;
      firstSent = sent;
      lastSent = sent;
      firstArrived = arrived;
      lastArrived = arrived;
    }

    void add(long sent, long arrived) {
      lastSent = Math.max(lastSent, sent);
      lastArrived = Math.max(lastArrived, arrived);
    }

    boolean takes(long sent, long arrived) {
      if (sent - firstSent <= GROUP) {
        return true;
      }
      long gap = arrived - lastArrived;
      return gap - (sent - lastSent) < 0 && gap <= GROUP && arrived - firstArrived < LONGEST_BURST;
    }
  }

  /** A packet has arrived; packets come in the order in which they were sent. */
  void packet(long sent, long arrived) {
    if (!present.used) {
      present.begin(sent, arrived);
      firstArrival = arrived;
    } else if (sent < present.firstSent) {
      return; // late
    } else if (present.takes(sent, arrived)) {
      present.add(sent, arrived);
    } else {
      if (previous.used) {
        sample(
            present.lastSent - previous.lastSent,
            present.lastArrived - previous.lastArrived,
            present.lastArrived);
      }
      Group oldest = previous;
      previous = present;
      present = oldest;
      present.begin(sent, arrived);
    }
  }

  private void sample(long sentDelta, long arrivedDelta, long arrived) {
    delay += (arrivedDelta - sentDelta) / 1000.0;
    smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * delay;
    double time = (arrived - firstArrival) / 1000.0;
    int at = samples++ % WINDOW;
    times[at] = time;
    delays[at] = smoothed;
    double trend = samples >= WINDOW ? slope() : lastTrend;
    detect(trend, sentDelta / 1000.0, time);
  }

  /** By linear regression, in milliseconds of delay for each millisecond. */
  private double slope() {
    double meanTime = 0;
    double meanDelay = 0;
    for (int i = 0; i < WINDOW; i++) {
      meanTime += times[i] / WINDOW;
      meanDelay += delays[i] / WINDOW;
    }
    double numerator = 0;
    double denominator = 0;
    for (int i = 0; i < WINDOW; i++) {
      numerator += (times[i] - meanTime) * (delays[i] - meanDelay);
      denominator += (times[i] - meanTime) * (times[i] - meanTime);
    }
    return denominator == 0 ? lastTrend : numerator / denominator;
  }

  private void detect(double trend, double elapsed, double time) {
    double scaled = Math.min(samples, MAX_SAMPLES) * trend * GAIN;
    if (scaled > threshold) {
      overuse += overuses == 0 ? elapsed / 2 : elapsed;
      overuses++;
      if (overuse > OVERUSE_TIME && overuses > 1 && trend >= lastTrend) {
        overuse = 0;
        overuses = 0;
        queue = Queue.GROWING;
      }
      if (queue == Queue.GROWING && delay < smoothed) {
        queue = Queue.SHRINKING; // a burst, such as a keyframe, was too much for a moment
      }
    } else {
      overuse = 0;
      overuses = 0;
      queue = scaled < -threshold ? Queue.SHRINKING : Queue.STEADY;
    }
    lastTrend = trend;
    adapt(Math.abs(scaled), time);
  }

  /** So that a flow of TCP beside this one does not starve it. */
  private void adapt(double scaled, double time) {
    if (scaled <= threshold + OUTLIER) {
      double factor = scaled < threshold ? FALL : RISE;
      double elapsed = Math.min(time - lastUpdate, 100);
      threshold += factor * (scaled - threshold) * elapsed;
      threshold = Math.min(GREATEST_THRESHOLD, Math.max(LEAST_THRESHOLD, threshold));
    }
    lastUpdate = time;
  }

  /** What the queue does since the newest packets. */
  Queue queue() {
    return queue;
  }
}
