package dev.rtcrooms.hub.history;

import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Keeps the newest events of each room in memory, for as long as the room is open; any thread.
 * Every stage it gives is complete already.
 */
public final class InMemoryHistory implements HistoryStore {

  private static final int DEFAULT_EVENTS = 1_000;
  private static final Duration DEFAULT_AGE = Duration.ofMinutes(10);
  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);
  private static final int EPOCH_BYTES = 9;

  private final Map<UUID, Past> rooms = new ConcurrentHashMap<>();
  private final int mostEvents;
  private final long mostNanos;
  private final Scheduler time;
  private final RandomGenerator random;

  private InMemoryHistory(int events, Duration age, Scheduler time, RandomGenerator random) {
    if (events < 1 || age.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException("A history's bounds are positive");
    }
    this.mostEvents = events;
    this.mostNanos = age.compareTo(FOR_EVER) < 0 ? age.toNanos() : Long.MAX_VALUE;
    this.time = time;
    this.random = random;
  }

  /**
   * A history of 1,000 events and ten minutes for each room.
   *
   * @param time tells how old an event is
   * @param random names epochs
   * @return an empty history
   */
  public static InMemoryHistory create(Scheduler time, RandomGenerator random) {
    return new InMemoryHistory(DEFAULT_EVENTS, DEFAULT_AGE, time, random);
  }

  /**
   * A history with other bounds.
   *
   * @param events how many events are kept for each room, at least 1
   * @param age how long an event is kept, positive
   * @param time tells how old an event is
   * @param random names epochs
   * @return an empty history
   * @throws IllegalArgumentException if a bound is not positive
   */
  public static InMemoryHistory of(
      int events, Duration age, Scheduler time, RandomGenerator random) {
    return new InMemoryHistory(events, age, time, random);
  }

  @Override
  public CompletionStage<Position> open(UUID room) {
    return CompletableFuture.completedStage(
        rooms.computeIfAbsent(room, id -> new Past(newEpoch(), mostEvents, mostNanos)).end());
  }

  @Override
  public CompletionStage<Position> append(UUID room, Entry entry) {
    return CompletableFuture.completedStage(past(room).append(entry, time.nanoTime()));
  }

  @Override
  public CompletionStage<Optional<List<Recorded>>> since(UUID room, Position position) {
    return CompletableFuture.completedStage(past(room).since(position, time.nanoTime()));
  }

  @Override
  public CompletionStage<Void> forget(UUID room) {
    rooms.remove(room);
    return CompletableFuture.completedStage(null);
  }

  private Past past(UUID room) {
    Past past = rooms.get(room);
    if (past == null) {
      throw new IllegalStateException("The room was not opened");
    }
    return past;
  }

  private String newEpoch() {
    byte[] epoch = new byte[EPOCH_BYTES];
    random.nextBytes(epoch);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(epoch);
  }
}
