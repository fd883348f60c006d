package dev.rtcrooms.hub.recording;

import java.util.concurrent.atomic.LongAdder;

/** Counts what all rooms append to their pasts; any thread. Counting is cheap. */
public final class AppendCounts {

  private final LongAdder stored = new LongAdder();
  private final LongAdder failed = new LongAdder();

  void stored(int events) {
    stored.add(events);
  }

  void failed() {
    failed.increment();
  }

  /** How many events were stored. */
  public long storedEvents() {
    return stored.sum();
  }

  /** How many appends failed. */
  public long failedAppends() {
    return failed.sum();
  }
}
