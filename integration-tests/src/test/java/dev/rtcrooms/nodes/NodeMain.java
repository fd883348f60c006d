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
import java.time.Duration;

/** A node of a cluster in a process of its own, which keeps all that is recorded. */
final class NodeMain {

  /** It listens, on the port that follows. */
  static final String READY = "The node listens on ";

  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int EVENTS = 1_000_000;
  private static final int BYTES = 1 << 30;

  private NodeMain() {}

  /**
   * Starts the node; when the process is asked to end, it drains.
   *
   * @param arguments the address of Redis
   */
  public static void main(String[] arguments) {
    RedisCluster cluster =
        RedisCluster.builder(arguments[0])
            .name("nodes")
            .keep(EVENTS, Duration.ofDays(1), BYTES)
            .connect();
    Rooms rooms =
        RtcRooms.builder()
            .secret("a secret of the tests alone")
            .cluster(cluster)
            .feature(Chat::new)
            .feature(Presence::new)
            .limits(Limits.builder().forLoadTests().build())
            .build();
    RoomRoutes routes = RoomRoutes.of(rooms, options -> options.layout(Layout.plain()));
    NettyTransport transport = NettyTransport.builder(routes).host("127.0.0.1").port(0).start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(rooms, transport)));
    System.out.println(READY + transport.port());
  }

  private static void leave(Rooms rooms, NettyTransport transport) {
    rooms.shutdown(FAREWELL);
    try {
      rooms.awaitClosed(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    transport.close();
  }
}
