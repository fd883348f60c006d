package dev.rtcrooms.redis;

import dev.rtcrooms.thread.DaemonThreads;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All connections of this process to one Redis, and their timer; any thread. */
@SuppressWarnings("FutureReturnValueIgnored") // tasks of the timer end by themselves
final class Connections {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long FAREWELL_SECONDS = 2;

  private final RedisClient client;
  private final RedisURI uri;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(new DaemonThreads().named("rtc-redis-"));

  Connections(RedisClient client, RedisURI uri) {
    this.client = client;
    this.uri = uri;
  }

  RedisClient client() {
    return client;
  }

  RedisURI uri() {
    return uri;
  }

  /** Runs a task once, unless the end comes before. */
  void after(long millis, Runnable task) {
    try {
      timer.schedule(task, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.trace("The connections have ended", e);
    }
  }

  /** Runs a task again and again, until the end. */
  void every(long millis, Runnable task) {
    timer.scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Ends all connections, and waits for that for two seconds at most. */
  void close() {
    timer.shutdownNow();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(FAREWELL_SECONDS));
  }

  /** Ends all connections without waiting. */
  CompletableFuture<Void> closeSoon() {
    timer.shutdownNow();
    return client.shutdownAsync(0, FAREWELL_SECONDS, TimeUnit.SECONDS);
  }
}
