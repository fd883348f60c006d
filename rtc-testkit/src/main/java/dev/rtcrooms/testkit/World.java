package dev.rtcrooms.testkit;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Quota;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The rooms of one test with their executor and time; for the test's thread, except {@link #fail}.
 */
final class World {

  private final List<Throwable> failures;
  private final AtomicInteger sessions;
  final VirtualTime time;
  final TaskQueue queue;
  final Rooms rooms;

  World(Function<? super VirtualTime, ? extends RoomsBuilder> builder, long seed) {
    failures = new ArrayList<>();
    sessions = new AtomicInteger();
    time = new VirtualTime();
    queue = new TaskQueue(this::fail);
    rooms = build(builder.apply(time), queue, time, seed);
    settle();
  }

  /** One of several nodes in one time, whose rooms run as a process of their own. */
  World(
      RoomsBuilder builder,
      long seed,
      NodeProcess process,
      AtomicInteger sessions,
      List<Throwable> failures) {
    this.failures = failures;
    this.sessions = sessions;
    time = process.time();
    queue = process.queue();
    rooms = build(builder, process, process, seed);
    settle();
  }

  private static Rooms build(
      RoomsBuilder builder, Executor executor, Scheduler scheduler, long seed) {
    return builder
        .limits(World::withoutDefaultQuota)
        .executor(executor)
        .scheduler(scheduler)
        .random(new Random(seed))
        .build();
  }

  /** Time stands still in a test, so a user could join only so many times. */
  private static Limits withoutDefaultQuota(Limits limits) {
    return limits.perUser().equals(Quota.DEFAULT)
        ? limits.toBuilder().perUser(Quota.UNLIMITED).build()
        : limits;
  }

  /** A session key that was not used in this test. */
  String newSession() {
    return String.format("session-of-a-client-%04d", sessions.incrementAndGet());
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
