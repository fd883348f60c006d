package dev.rtcrooms.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an attempt to connect fails with. */
class KeptConnectionTest {

  private static final String RACE = "RedisHandshakeHandler not registered";

  private final Connections connections =
      new Connections(RedisClient.create(), RedisURI.create("redis://127.0.0.1"));

  @AfterEach
  void close() {
    connections.close();
  }

  /** Lettuce does not know the reason if the connection ends before it looks at the handshake. */
  @Test
  void theReasonOfARefusalIsLearntByAnotherAttempt() {
    assertThat(opening(RACE, RACE, "WRONGPASS"))
        .failsWithin(RedisTestBase.PATIENCE)
        .withThrowableThat()
        .havingRootCause()
        .withMessage("WRONGPASS");
  }

  @Test
  void attemptsEndThoughTheReasonIsUnknown() {
    assertThat(opening(RACE, RACE, RACE, RACE, RACE, "one attempt too many"))
        .failsWithin(RedisTestBase.PATIENCE)
        .withThrowableThat()
        .havingRootCause()
        .withMessage(RACE);
  }

  @Test
  void aFailureWithAReasonIsTheOnlyAttempt() {
    assertThat(opening("Connection refused", "WRONGPASS"))
        .failsWithin(RedisTestBase.PATIENCE)
        .withThrowableThat()
        .havingRootCause()
        .withMessage("Connection refused");
  }

  private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> opening(String... failures) {
    Iterator<String> reasons = List.of(failures).iterator();
    return new KeptConnection<StatefulRedisConnection<byte[], byte[]>>(
            "calls",
            connections,
            () ->
                CompletableFuture.failedStage(
                    new RedisConnectionException(
                        "Unable to connect", new IllegalStateException(reasons.next()))))
        .open()
        .toCompletableFuture();
  }
}
