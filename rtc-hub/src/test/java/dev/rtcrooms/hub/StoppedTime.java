package dev.rtcrooms.hub;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;

/** Time that passes only when the test says so, and in which no task ever falls due. */
final class StoppedTime implements Scheduler {

  private long nanos;

  void pass(long more) {
    nanos += more;
  }

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    return () -> {};
  }
}
