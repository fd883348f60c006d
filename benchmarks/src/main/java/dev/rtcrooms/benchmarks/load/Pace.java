package dev.rtcrooms.benchmarks.load;

/**
 * When messages are to be sent, whatever the server or this program does meanwhile: evenly from a
 * start on. For the generator's thread.
 */
final class Pace {

  private static final double NANOS_PER_SECOND = 1e9;

  private final long start;
  private final double period;
  private long taken;

  /** Without a rate, only the first is ever due. */
  Pace(long start, double perSecond) {
    this.start = start;
    this.period = NANOS_PER_SECOND / perSecond;
  }

  boolean due(long now) {
    return intended() - now <= 0;
  }

  /** Takes the next message: gives the time at which it should have been sent. */
  long take() {
    long intended = intended();
    taken++;
    return intended;
  }

  /** How many were taken before. */
  long taken() {
    return taken;
  }

  private long intended() {
    return start + (long) (taken * period);
  }
}
