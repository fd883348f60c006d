package dev.rtcrooms.micrometer;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Figures that are read at most once in a second, because a registry reads each meter by itself;
 * any thread.
 */
final class Snapshot<T> {

  private static final long AGE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<T> source;
  private final Clock clock;
  private @Nullable T latest;
  private long readAt;

  Snapshot(Supplier<T> source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /** The figures, which are at most one second old. */
  synchronized T get() {
    long now = clock.monotonicTime();
    T known = latest;
    if (known != null && now - readAt < AGE_NANOS) {
      return known;
    }
    T read = source.get();
    latest = read;
    readAt = now;
    return read;
  }
}
