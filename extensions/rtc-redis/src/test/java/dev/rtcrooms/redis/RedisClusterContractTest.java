package dev.rtcrooms.redis;

import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.testkit.contract.ClusterContract;
import dev.rtcrooms.testkit.contract.TestEngines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A cluster in Redis does all that an engine must. */
class RedisClusterContractTest extends ClusterContract {

  private static final AtomicInteger CLUSTERS = new AtomicInteger();

  @TempDir static Path folder;
  private static RedisServer redis;

  @BeforeAll
  static void start() {
    redis = new RedisServer(folder);
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  @Override
  protected TestEngines engines() {
    return new Engines("cluster-" + CLUSTERS.incrementAndGet());
  }

  /** Engines of one name, each with a way of its own to Redis. */
  private static final class Engines implements TestEngines {
    private final String name;
    private final Map<Cluster, TcpProxy> ways = new HashMap<>();

    Engines(String name) {
      this.name = name;
    }

    @Override
    public Cluster create() {
      try {
        TcpProxy way = new TcpProxy(redis.port());
        Cluster engine = redis.cluster(way.port()).name(name).connect();
        ways.put(engine, way);
        return engine;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void cutOff(Cluster engine) {
      ways.get(engine).hang();
    }

    @Override
    public void reconnect(Cluster engine) {
      ways.get(engine).heal();
    }

    @Override
    public Duration lease() {
      return RedisClusterTestBase.LEASE;
    }

    @Override
    public void close() {
      for (TcpProxy way : ways.values()) {
        try {
          way.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
