package dev.rtcrooms.examples.vertxhost;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.Streams;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;

/** A server with rooms on this machine's loopback address. Only the main thread uses this class. */
public final class VertxHost {

  private static final String HOST = "127.0.0.1";
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private VertxHost() {}

  /**
   * Starts the server and prints its address.
   *
   * @param arguments the port; 8080 if there is none
   */
  public static void main(String[] arguments) {
    Rooms rooms =
        RtcRooms.builder()
            .feature(Chat::new)
            .feature(Presence::new)
            .feature(Streams.mesh(IceServers.none()))
            .build();
    VertxRooms handler = new VertxRooms(RoomRoutes.of(rooms));
    Vertx vertx = Vertx.vertx();
    HttpServer server =
        vertx
            .createHttpServer(handler.configure(new HttpServerOptions()))
            .requestHandler(handler)
            .listen(arguments.length == 0 ? 8080 : Integer.parseInt(arguments[0]), HOST)
            .await();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(rooms, vertx), "stop"));
    System.out.println("http://" + HOST + ":" + server.actualPort() + "/room/create");
  }

  private static void stop(Rooms rooms, Vertx vertx) {
    rooms.close();
    try {
      rooms.awaitClosed(FAREWELL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    vertx.close().await();
  }
}
