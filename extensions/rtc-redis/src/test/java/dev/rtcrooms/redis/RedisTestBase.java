package dev.rtcrooms.redis;

import dev.rtcrooms.Audience;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.HistoryStore.Retry;
import dev.rtcrooms.spi.Past;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Histories on a Redis of the test's own, and events for them. */
abstract class RedisTestBase {

  private static final int PATIENCE_SECONDS = 60;

  /** How long a test waits for something. */
  static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS);

  final UUID room = UUID.randomUUID();

  @TempDir Path folder;

  private final List<AutoCloseable> opened = new ArrayList<>();

  /** Closes something when the test has ended. */
  <T extends AutoCloseable> T closed(T what) {
    opened.add(0, what);
    return what;
  }

  RedisServer redis(String... options) {
    return closed(new RedisServer(folder, options));
  }

  /** Another process, as far as Redis can tell. */
  RedisHistory process(RedisServer redis) {
    return closed(redis.history().connect());
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  static Entry said(String text) {
    Said said = new Said("id", "client", User.of("ann"), text, Instant.ofEpochSecond(1));
    return new Entry(said, Audience.PARTICIPANTS, new Retry("ann", "say", "id"));
  }

  static void append(Past past, long after, String text) {
    get(past.append(after, List.of(said(text))));
  }

  /** The texts after a position; empty if not all are known. */
  static Optional<List<String>> since(Past past, String epoch, long offset) {
    return get(past.since(new Position(epoch, offset))).map(RedisTestBase::texts);
  }

  static Optional<List<String>> since(Past past, long offset) {
    return since(past, past.end().epoch(), offset);
  }

  static List<String> texts(List<Recorded> events) {
    return events.stream()
        .map(recorded -> recorded.offset() + " " + ((Said) recorded.entry().event()).text())
        .toList();
  }

  static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Why a stage failed. */
  static Throwable failure(CompletionStage<?> stage) {
    try {
      get(stage);
    } catch (CompletionException e) {
      return e.getCause();
    }
    throw new AssertionError("It did not fail");
  }

  /** Opens a room as soon as Redis is there. */
  static Past openSoon(RedisHistory history, UUID room) {
    return soon(() -> get(history.open(room)));
  }

  /** Waits until something is so. */
  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not within " + PATIENCE_SECONDS + " seconds");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /** Does something as soon as Redis is there. */
  static <T> T soon(Supplier<T> task) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try {
        return task.get();
      } catch (CompletionException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }
}
