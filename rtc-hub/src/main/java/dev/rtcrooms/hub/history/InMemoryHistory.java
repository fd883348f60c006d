package dev.rtcrooms.hub.history;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/**
 * Stores the newest events of each room in memory, for as long as the room is open; any thread.
 * Each opening begins a new epoch. Every stage is complete when it is returned.
 */
public final class InMemoryHistory implements HistoryStore {

  private static final int DEFAULT_EVENTS = 1_000;
  private static final Duration DEFAULT_AGE = Duration.ofMinutes(10);
  private static final Duration UNBOUNDED = Duration.ofNanos(Long.MAX_VALUE);
  private static final int EPOCH_BYTES = 9;

  private final int maxEvents;
  private final long maxNanos;
  private final Scheduler time;
  private final RandomGenerator random;

  private final HistoryBudget budget;

  private InMemoryHistory(
      int events, Duration age, Scheduler time, RandomGenerator random, HistoryBudget budget) {
    if (events < 1 || age.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException(
          "A history keeps at least 1 event for a positive time, not " + events + " for " + age);
    }
    this.maxEvents = events;
    this.maxNanos = age.compareTo(UNBOUNDED) < 0 ? age.toNanos() : Long.MAX_VALUE;
    this.time = time;
    this.random = random;
    this.budget = budget;
  }

  /**
   * A history of 1,000 events and ten minutes for each room.
   *
   * @param time measures the age of events
   * @param random draws the names of epochs
   * @return a history
   */
  public static InMemoryHistory create(Scheduler time, RandomGenerator random) {
    return of(DEFAULT_EVENTS, DEFAULT_AGE, time, random);
  }

  /**
   * A history with other bounds.
   *
   * @param events how many events are kept for each room, at least 1
   * @param age how long an event is kept, positive
   * @param time measures the age of events
   * @param random draws the names of epochs
   * @return a history
   * @throws IllegalArgumentException if a bound is not positive
   */
  public static InMemoryHistory of(
      int events, Duration age, Scheduler time, RandomGenerator random) {
    return new InMemoryHistory(events, age, time, random, HistoryBudget.unbounded());
  }

  /**
   * Also bounds the memory of all rooms together: if they keep too much, the oldest events go
   * first, of the rooms that keep most. The builder of the rooms does so with {@link
   * dev.rtcrooms.MemoryLimits#historyBytes()}.
   *
   * @param bytes how much all rooms may keep, positive
   * @param size how much memory an event takes as an object, in bytes; called in the room's
   *     mailbox. A chat message that is kept in fewer bytes counts for these.
   * @return a history with the same other bounds
   */
  public InMemoryHistory bounded(long bytes, ToIntFunction<Event> size) {
    return new InMemoryHistory(
        maxEvents, Duration.ofNanos(maxNanos), time, random, new HistoryBudget(bytes, size));
  }

  @Override
  public CompletionStage<Past> open(UUID room) {
    return CompletableFuture.completedStage(
        new InMemoryPast(newEpoch(), maxEvents, maxNanos, time, budget));
  }

  private String newEpoch() {
    byte[] epoch = new byte[EPOCH_BYTES];
    random.nextBytes(epoch);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(epoch);
  }
}
