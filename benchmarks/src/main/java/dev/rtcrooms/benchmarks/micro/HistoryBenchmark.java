package dev.rtcrooms.benchmarks.micro;

import dev.rtcrooms.Audience;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.history.InMemoryHistory;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to remember, and to tell one who comes back what was missed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HistoryBenchmark {

  private static final int KEPT = 1000;

  private final HistoryStore.Entry entry =
      new HistoryStore.Entry(
          new Said("m-9", "b5RkLm2uQ8dN", User.of("bob"), "Good morning", Instant.EPOCH),
          Audience.PARTICIPANTS);
  private final Past growing = past();
  private final Past full = past();
  private long last;

  /** One who comes back. */
  @State(Scope.Thread)
  public static class Absent {

    /** How many events it has missed. */
    @Param({"1", "100", "1000"})
    public int missed;

    private Position left = new Position("none", 0);

    /** Finds out where that was. */
    @Setup
    public void leave(HistoryBenchmark history) {
      left = new Position(history.full.end().epoch(), KEPT - missed);
    }
  }

  /** Fills both histories, so that each event that comes drives one out. */
  @Setup
  public void fill() {
    for (last = 0; last < KEPT; last++) {
      growing.append(last, List.of(entry));
      full.append(last, List.of(entry));
    }
  }

  @Benchmark
  public CompletionStage<Void> append() {
    return growing.append(last++, List.of(entry));
  }

  @Benchmark
  public CompletionStage<Optional<List<HistoryStore.Recorded>>> since(Absent absent) {
    return full.since(absent.left);
  }

  /** The number of the newest event in the history that is appended to. */
  long newest() {
    return growing.newest(1).toCompletableFuture().join().get(0).offset();
  }

  private static Past past() {
    return InMemoryHistory.of(
            KEPT, Duration.ofDays(1), new NoTimers(), RandomGenerator.getDefault())
        .open(new UUID(1, 2))
        .toCompletableFuture()
        .join();
  }

  /** A history asks what time it is, and nothing else. */
  private static final class NoTimers implements Scheduler {
    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      throw new UnsupportedOperationException("A history has no timers");
    }
  }
}
