package dev.rtcrooms.examples.quarkusnext;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.examples.vertxhost.VertxRooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.transport.Codec;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The rooms of the application, and their pages. Quarkus creates it when it starts. */
@Singleton
public class RoomsBean {

  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final Rooms rooms =
      RtcRooms.builder()
          .feature(Chat::new)
          .feature(Presence::new)
          .feature(Streams.mesh(IceServers.none()))
          .build();
  private final RoomRoutes routes = RoomRoutes.of(rooms);
  private final Codec codec = new JsonCodec(rooms.messageTypes(), rooms.limits());

  /** For Quarkus. */
  public RoomsBean() {}

  RoomRoutes routes() {
    return routes;
  }

  /** One for all connections. */
  Codec codec() {
    return codec;
  }

  /** Adds the pages of the rooms before all other addresses; {@link RoomSocket} has the rest. */
  void serve(@Observes Router router) {
    VertxRooms pages = new VertxRooms(routes);
    router
        .route()
        .order(Integer.MIN_VALUE)
        .handler(
            context -> {
              HttpServerRequest request = context.request();
              if (routes.serves(request.path()) && request.getHeader("Sec-WebSocket-Key") == null) {
                pages.handle(request);
              } else {
                context.next();
              }
            });
  }

  /**
   * While connections are open, so that the clients hear that they may come back. Quarkus closes
   * them before its {@code ShutdownEvent}; this event needs a delay in application.properties.
   */
  void stop(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
    rooms.close();
    rooms.awaitClosed(FAREWELL);
  }
}
