package dev.rtcrooms.redis;

import io.lettuce.core.SslOptions;
import java.time.Duration;

/** Configures a {@link RedisCluster}; for one thread. */
public final class RedisClusterBuilder {

  private static final Duration LEASE = Duration.ofSeconds(10);

  private final RedisSettings settings;
  private LeaseTimes times = new LeaseTimes(LEASE);

  RedisClusterBuilder(String url) {
    settings = new RedisSettings(url, LeaseTimes.TIMEOUT);
  }

  /**
   * Names the application, so that several may share one Redis: all keys and channels begin with
   * {@code rtc:NAME:}. By default {@code rooms}.
   *
   * @param name 1 to 64 letters, digits, dots, hyphens and underscores; the same on all nodes
   * @return this
   * @throws IllegalArgumentException if it has other characters
   */
  public RedisClusterBuilder name(String name) {
    settings.name(name);
    return this;
  }

  /**
   * Bounds what is kept of each room, as {@link RedisHistoryBuilder#keep} does. By default 1,000
   * events, one day and 1 MiB.
   *
   * @param events how many events, at least 1
   * @param age how long an event, at least a second
   * @param bytes how much all events of a room may take as text, at least 1
   * @return this
   * @throws IllegalArgumentException if a bound is too small
   */
  public RedisClusterBuilder keep(int events, Duration age, int bytes) {
    settings.keep(events, age, bytes);
    return this;
  }

  /**
   * Sets certificates and keys for TLS ({@code rediss://}). By default Redis's certificate must be
   * valid by the trust store of the Java platform.
   *
   * @param tls see Lettuce
   * @return this
   */
  public RedisClusterBuilder tls(SslOptions tls) {
    settings.tls(tls);
    return this;
  }

  /** For tests: the length of a lease, from which all other times follow. */
  RedisClusterBuilder lease(Duration lease) {
    times = new LeaseTimes(lease);
    return this;
  }

  /**
   * Connects to Redis and checks that it can join nodes. Blocks, for 20 seconds at most.
   *
   * @return a node, for one {@link dev.rtcrooms.RoomsBuilder#cluster}
   * @throws IllegalStateException if Redis does not answer, or cannot join nodes; the message is
   *     one line
   */
  public RedisCluster connect() {
    String self = OpenPasts.token();
    Connections connections = settings.connections();
    RedisLink link = new RedisLink(connections);
    NodeInbox inbox = new NodeInbox(connections, new NodeKeys(settings.name()).inbox(self));
    try {
      settings.connect(link);
      settings.within(inbox.connection().open());
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
    return new RedisCluster(
        settings.name(), settings.bounds(), times, connections, link, inbox, self);
  }
}
