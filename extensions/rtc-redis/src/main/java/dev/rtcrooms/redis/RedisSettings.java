package dev.rtcrooms.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which Redis, under which name, and what is kept there; for one thread. */
final class RedisSettings {

  private static final Logger LOG = LoggerFactory.getLogger(RedisSettings.class);
  private static final int MAX_CALLS = 32_768;

  /** Connecting may take so long in any case, since a process that starts is slow. */
  private static final Duration CONNECTING = Duration.ofSeconds(5);

  private final RedisURI uri;
  private String name = "rooms";
  private Bounds bounds = new Bounds(1_000, Duration.ofDays(1), 1024 * 1024);
  private Duration timeout;
  private SslOptions tls = SslOptions.create();

  RedisSettings(String url, Duration timeout) {
    try {
      uri = RedisURI.create(url);
    } catch (RuntimeException e) {
      // The cause is left out, since its message may contain the password.
      throw new IllegalArgumentException("The address of Redis must be like redis://localhost");
    }
    this.timeout = timeout;
  }

  String name() {
    return name;
  }

  void name(String name) {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "A name has 1 to 64 letters, digits, dots, hyphens and underscores");
    }
    this.name = name;
  }

  Bounds bounds() {
    return bounds;
  }

  void keep(int events, Duration age, int bytes) {
    if (events < 1 || age.compareTo(Duration.ofSeconds(1)) < 0 || bytes < 1) {
      throw new IllegalArgumentException("A history keeps 1 event, 1 second and 1 byte at least");
    }
    bounds = new Bounds(events, age, bytes);
  }

  void timeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("The timeout must be positive");
    }
    this.timeout = timeout;
  }

  void tls(SslOptions tls) {
    this.tls = tls;
  }

  /** Prepares connections, of which none is open. */
  Connections connections() {
    uri.setTimeout(connecting());
    uri.setClientName("rtc-rooms");
    RedisClient client = RedisClient.create();
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false) // KeptConnection does, and no call is sent again
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(MAX_CALLS)
            .timeoutOptions(TimeoutOptions.enabled(timeout))
            .socketOptions(
                SocketOptions.builder().connectTimeout(connecting()).keepAlive(true).build())
            .sslOptions(tls)
            .build());
    return new Connections(client, uri);
  }

  private Duration connecting() {
    return timeout.compareTo(CONNECTING) > 0 ? timeout : CONNECTING;
  }

  /**
   * Connects, and checks that this Redis will do. Blocks.
   *
   * @throws IllegalStateException if it does not answer, or will not do; the message is one line
   */
  void connect(RedisLink link) {
    ServerCheck check = new ServerCheck(within(within(link.connection().open()).async().info()));
    Optional<String> refusal = check.refusal();
    if (refusal.isPresent()) {
      throw new IllegalStateException(refusal.get());
    }
    check.warnings().forEach(LOG::warn);
  }

  /** Waits for an answer. */
  <T> T within(CompletionStage<T> stage) {
    try {
      return stage
          .toCompletableFuture()
          .get(connecting().toMillis() + 1_000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Redis does not answer: " + KeptConnection.reason(e), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Redis does not answer within " + connecting(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while connecting to Redis", e);
    }
  }
}
