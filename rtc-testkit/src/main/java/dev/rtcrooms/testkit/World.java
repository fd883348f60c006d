package dev.rtcrooms.testkit;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Quota;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * The rooms of one test with their executor and time; for the test's thread, except {@link #fail}.
 */
final class World {

  private final List<Throwable> failures = new ArrayList<>();
  final VirtualTime time = new VirtualTime();
  final TaskQueue queue = new TaskQueue(this::fail);
  final Rooms rooms;
  private int sessions;

  World(Function<? super VirtualTime, ? extends RoomsBuilder> builder, long seed) {
    rooms =
        builder
            .apply(time)
            .limits(World::withoutDefaultQuota)
            .executor(queue)
            .scheduler(time)
            .random(new Random(seed))
            .build();
    settle();
  }

  /** Time stands still in a test, so a user could join only so many times. */
  private static Limits withoutDefaultQuota(Limits limits) {
    return limits.perUser().equals(Quota.DEFAULT)
        ? limits.toBuilder().perUser(Quota.UNLIMITED).build()
        : limits;
  }

  /** A session key that was not used in this test. */
  String newSession() {
    return String.format("session-of-a-client-%04d", ++sessions);
  }

  /** Records a failure for the end of the test; any thread. */
  void fail(Throwable failure) {
    synchronized (failures) {
      failures.add(failure);
    }
  }

  void settle() {
    advance(Duration.ZERO);
  }

  void advance(Duration duration) {
    queue.run();
    long until = time.after(duration);
    for (Runnable task = time.next(until); task != null; task = time.next(until)) {
      queue.run(task);
      queue.run();
    }
  }

  void close() {
    rooms.close();
    settle();
    if (time.pending() > 0) {
      fail(
          new AssertionError(
              "Closed rooms left " + time.pending() + " timers behind" + TaskQueue.OTHER_THREADS));
    }
    synchronized (failures) {
      if (failures.isEmpty()) {
        return;
      }
      AssertionError all = new AssertionError("The rooms broke their promises: " + failures);
      failures.forEach(all::addSuppressed);
      failures.clear();
      throw all;
    }
  }
}
