package dev.rtcrooms.redis;

import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.MessageType;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Configures a {@link RedisHistory}; for one thread. */
public final class RedisHistoryBuilder {

  private static final Logger LOG = LoggerFactory.getLogger(RedisHistory.class);
  private static final int MIN_SECRET_BYTES = 16;
  private static final int MAX_CALLS = 32_768;

  private final RedisURI uri;
  private final List<MessageType<?>> types = new ArrayList<>(MessageType.builtIn());
  private String name = "rooms";
  private @Nullable String secret;
  private Bounds bounds = new Bounds(1_000, Duration.ofDays(1), 1024 * 1024);
  private Duration timeout = Duration.ofSeconds(5);
  private SslOptions tls = SslOptions.create();

  RedisHistoryBuilder(String url) {
    try {
      uri = RedisURI.create(url);
    } catch (RuntimeException e) {
      // The cause is left out, since its message may contain the password.
      throw new IllegalArgumentException("The address of Redis must be like redis://localhost");
    }
  }

  /**
   * Names the application, so that several may share one Redis: all keys begin with {@code
   * rtc:NAME:}. By default {@code rooms}.
   *
   * @param name 1 to 64 letters, digits, dots, hyphens and underscores
   * @return this
   * @throws IllegalArgumentException if it has other characters
   */
  public RedisHistoryBuilder name(String name) {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "A name has 1 to 64 letters, digits, dots, hyphens and underscores");
    }
    this.name = name;
    return this;
  }

  /**
   * Sets the secret under which the ids of rooms are hashed, because whoever knows the id of a room
   * may enter it. Required. With another secret, the earlier histories are not found.
   *
   * @param secret at least 16 bytes in UTF-8; may be the secret of the rooms
   * @return this
   * @throws IllegalArgumentException if it is shorter
   */
  public RedisHistoryBuilder secret(String secret) {
    if (secret.getBytes(StandardCharsets.UTF_8).length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException("A secret has at least " + MIN_SECRET_BYTES + " bytes");
    }
    this.secret = secret;
    return this;
  }

  /**
   * Bounds what is kept of each room. Older events are dropped when newer ones are stored, and all
   * of them when none was stored for that age. By default 1,000 events, one day and 1 MiB.
   *
   * @param events how many events, at least 1
   * @param age how long an event, at least a second
   * @param bytes how much all events of a room may take as text, at least 1; Redis needs a little
   *     more
   * @return this
   * @throws IllegalArgumentException if a bound is too small
   */
  public RedisHistoryBuilder keep(int events, Duration age, int bytes) {
    if (events < 1 || age.compareTo(Duration.ofSeconds(1)) < 0 || bytes < 1) {
      throw new IllegalArgumentException("A history keeps 1 event, 1 second and 1 byte at least");
    }
    bounds = new Bounds(events, age, bytes);
    return this;
  }

  /**
   * Adds the types of events that features of the application record. The library's own are known.
   *
   * @param types those that the features declare to {@link dev.rtcrooms.RoomsBuilder#feature}
   * @return this
   */
  public RedisHistoryBuilder messageTypes(Collection<MessageType<?>> types) {
    this.types.addAll(types);
    return this;
  }

  /**
   * Sets how long a call may take before it has failed. A message that is not stored in this time
   * is refused. By default 5 seconds.
   *
   * @param timeout positive; less than {@link dev.rtcrooms.Limits#answerTimeout()}
   * @return this
   * @throws IllegalArgumentException if it is not positive
   */
  public RedisHistoryBuilder timeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("The timeout must be positive");
    }
    this.timeout = timeout;
    return this;
  }

  /**
   * Sets certificates and keys for TLS ({@code rediss://}). By default Redis's certificate must be
   * valid by the trust store of the Java platform.
   *
   * @param tls see Lettuce
   * @return this
   */
  public RedisHistoryBuilder tls(SslOptions tls) {
    this.tls = tls;
    return this;
  }

  /**
   * Connects to Redis and checks that it can keep histories. Blocks, twice the timeout at most.
   *
   * @return a history
   * @throws IllegalStateException if no secret was set, if Redis does not answer, or if it cannot
   *     keep histories; the message is one line
   */
  public RedisHistory connect() {
    if (secret == null) {
      throw new IllegalStateException("RedisHistory needs a secret");
    }
    EntryText text = new EntryText(new JsonCodec(types), types);
    RoomKeys keys = new RoomKeys(name, secret);
    uri.setTimeout(timeout);
    uri.setClientName("rtc-rooms");
    RedisClient client = RedisClient.create();
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false) // RedisLink does, and sends no call again
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(MAX_CALLS)
            .timeoutOptions(TimeoutOptions.enabled(timeout))
            .socketOptions(SocketOptions.builder().connectTimeout(timeout).keepAlive(true).build())
            .sslOptions(tls)
            .build());
    RedisLink link = new RedisLink(client, uri);
    try {
      check(within(link.open()));
    } catch (RuntimeException e) {
      link.close();
      throw e;
    }
    return new RedisHistory(link, keys, text, bounds);
  }

  private void check(StatefulRedisConnection<byte[], byte[]> connection) {
    ServerCheck check = new ServerCheck(within(connection.async().info()));
    Optional<String> refusal = check.refusal();
    if (refusal.isPresent()) {
      throw new IllegalStateException(refusal.get());
    }
    Optional<String> warning = check.warning();
    if (warning.isPresent()) {
      LOG.warn(warning.get());
    }
  }

  private <T> T within(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(timeout.toMillis() + 1_000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Redis does not answer: " + reason(e), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Redis does not answer within " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while connecting to Redis", e);
    }
  }

  /** The innermost message, which tells most. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
