package dev.rtcrooms.restart;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.Layout;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.netty.NettyTransport;
import dev.rtcrooms.redis.RedisHistory;
import java.time.Duration;

/** A server of a process of its own, which lets its clients go over a window when it is ended. */
final class RestartedServer {

  /** It listens. */
  static final String READY = "The server listens";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private RestartedServer() {}

  /**
   * Starts the server.
   *
   * @param arguments the address of Redis, the port, and in milliseconds the window and how long
   *     each client stays away
   */
  public static void main(String[] arguments) {
    Duration window = Duration.ofMillis(Long.parseLong(arguments[2]));
    Duration away = Duration.ofMillis(Long.parseLong(arguments[3]));
    RedisHistory history =
        RedisHistory.builder(arguments[0])
            .secret("a secret of the tests alone")
            .timeout(PATIENCE)
            .connect();
    Rooms rooms =
        RtcRooms.builder()
            .secret("a secret of the tests alone")
            .history(history)
            .feature(Chat::new)
            .limits(Limits.builder().forLoadTests().answerTimeout(PATIENCE.multipliedBy(2)).build())
            .build();
    RoomRoutes routes = RoomRoutes.of(rooms, options -> options.layout(Layout.plain()));
    NettyTransport transport =
        NettyTransport.builder(routes)
            .host("127.0.0.1")
            .port(Integer.parseInt(arguments[1]))
            .start();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> leave(rooms, window, away, transport, history)));
    System.out.println(READY);
  }

  private static void leave(
      Rooms rooms, Duration window, Duration away, NettyTransport transport, RedisHistory history) {
    rooms.shutdown(window, away).toCompletableFuture().join();
    try {
      rooms.awaitClosed(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    transport.close();
    history.close();
  }
}
