package dev.rtcrooms.redis;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Nodes that a Redis of the test's own joins, each behind a proxy, in the system's time. */
abstract class RedisClusterTestBase extends RedisTestBase {

  /** Short, so that the tests are; long enough for a busy machine. */
  static final Duration LEASE = Duration.ofSeconds(3);

  /** A node, the way to its Redis, and its rooms. */
  static final class Node {
    final TcpProxy way;
    final RedisCluster engine;
    final Rooms rooms;

    Node(TcpProxy way, RedisCluster engine, Rooms rooms) {
      this.way = way;
      this.engine = engine;
      this.rooms = rooms;
    }

    String name() {
      return engine.self();
    }
  }

  Node node(RedisServer redis) {
    return node(redis, LEASE);
  }

  Node node(RedisServer redis, Duration lease) {
    try {
      TcpProxy way = closed(new TcpProxy(redis.port()));
      return node(way, closed(redis.cluster(way.port()).lease(lease).connect()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A node with this engine, which has a lease.
   *
   * @param way to its Redis; null without a proxy
   */
  Node node(TcpProxy way, RedisCluster engine) {
    Rooms rooms =
        RtcRooms.builder()
            .secret(RedisServer.SECRET)
            .cluster(engine, address(engine.self()))
            .feature(Chat::new)
            .build();
    closed(
        () -> {
          rooms.close();
          rooms.awaitClosed(PATIENCE);
        });
    await(engine::isCurrent);
    return new Node(way, engine, rooms);
  }

  static URI address(String node) {
    return URI.create("https://app.example/" + node);
  }

  List<Node> nodes(RedisServer redis, int count) {
    return IntStream.range(0, count).mapToObj(n -> node(redis)).toList();
  }
}
