package dev.rtcrooms.redis;

import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.testkit.contract.HistoryContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A history in Redis does all that a store must. */
class RedisHistoryContractTest extends HistoryContract {

  @TempDir static Path folder;
  private static RedisServer redis;

  private static RedisHistory history;

  @BeforeAll
  static void start() {
    redis = new RedisServer(folder);
  }

  @AfterAll
  static void stop() {
    if (history != null) {
      history.close();
    }
    if (redis != null) {
      redis.close();
    }
  }

  @Override
  protected HistoryStore store(int events) {
    if (history == null) { // all tests want the same
      history = redis.history().keep(events, Duration.ofMinutes(10), 1024 * 1024).connect();
    }
    return history;
  }
}
