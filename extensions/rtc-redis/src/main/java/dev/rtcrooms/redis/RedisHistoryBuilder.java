package dev.rtcrooms.redis;

import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.MessageType;
import io.lettuce.core.SslOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Configures a {@link RedisHistory}; for one thread. */
public final class RedisHistoryBuilder {

  private static final int MIN_SECRET_BYTES = 16;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final RedisSettings settings;
  private final List<MessageType<?>> types = new ArrayList<>(MessageType.builtIn());
  private @Nullable String secret;

  RedisHistoryBuilder(String url) {
    settings = new RedisSettings(url, TIMEOUT);
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
    settings.name(name);
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
    settings.keep(events, age, bytes);
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
    settings.timeout(timeout);
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
    settings.tls(tls);
    return this;
  }

  /**
   * Connects to Redis and checks that it can keep histories. Blocks, for twelve seconds or twice
   * the timeout at most.
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
    RoomKeys keys = new RoomKeys(settings.name(), RoomKeys.key(secret));
    Connections connections = settings.connections();
    RedisLink link = new RedisLink(connections);
    try {
      settings.connect(link);
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
    return new RedisHistory(connections, link, keys, text, settings.bounds());
  }
}
