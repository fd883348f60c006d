package dev.rtcrooms.nodes;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.Layout;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.netty.NettyTransport;
import dev.rtcrooms.redis.RedisCluster;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/** A node of a cluster that serves its rooms, and keeps all that is recorded. Thread-safe. */
final class ServedNode {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** So long somebody who has vanished is listed as away. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final int EVENTS = 1_000_000;
  private static final int BYTES = 1 << 30;

  private final Rooms rooms;
  private final NettyTransport transport;

  /**
   * Starts the node.
   *
   * @param redis the address of Redis
   */
  ServedNode(String redis) {
    RedisCluster cluster =
        RedisCluster.builder(redis).name("nodes").keep(EVENTS, Duration.ofDays(1), BYTES).connect();
    rooms =
        RtcRooms.builder()
            .secret("a secret of the tests alone")
            .cluster(cluster)
            .feature(Chat::new)
            .feature(Presence::new)
            .clientGrace(GRACE)
            .limits(Limits.builder().forLoadTests().build())
            .build();
    RoomRoutes routes = RoomRoutes.of(rooms, options -> options.layout(Layout.plain()));
    transport = NettyTransport.builder(routes).host("127.0.0.1").port(0).start();
  }

  int port() {
    return transport.port();
  }

  /** The link of a room at this node. */
  URI link(UUID room) {
    return URI.create("http://127.0.0.1:" + port() + "/room/" + room);
  }

  /** Whether the node drains, or has ended: a balancer sends nobody there any more. */
  boolean isDraining() {
    return rooms.isStopping();
  }

  /**
   * Lets all clients go, and ends; returns afterwards.
   *
   * @param window their departures are spread over it
   */
  void drain(Duration window) {
    rooms.shutdown(window);
    try {
      rooms.awaitClosed(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    transport.close();
  }
}
