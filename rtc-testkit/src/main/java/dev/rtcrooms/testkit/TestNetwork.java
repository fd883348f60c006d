package dev.rtcrooms.testkit;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.transport.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is under way to one client, in virtual time; any thread. */
final class TestNetwork {

  private final VirtualTime time;
  private final List<Cancellable> underWay = new ArrayList<>();
  private long passed;
  private boolean ended;

  TestNetwork(VirtualTime time) {
    this.time = time;
  }

  /** Does something later, unless the connection ends before. */
  synchronized void after(Duration delay, Runnable task) {
    if (!ended) {
      underWay.add(time.schedule(delay, task));
    }
  }

  /** Counts a write; whether all bytes up to now are within a limit. */
  synchronized boolean passes(Batch batch, long limit) {
    passed += batch.messages().stream().mapToInt(FieldSizes::of).sum();
    return passed <= limit;
  }

  /** Nothing arrives any more. */
  synchronized void end() {
    ended = true;
    underWay.forEach(Cancellable::cancel);
    underWay.clear();
  }
}
