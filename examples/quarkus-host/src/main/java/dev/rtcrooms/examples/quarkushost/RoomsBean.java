package dev.rtcrooms.examples.quarkushost;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.examples.vertxhost.VertxRooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.Streams;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The rooms of the application, and their addresses. Quarkus creates it when it starts. */
@Singleton
public class RoomsBean implements HttpServerOptionsCustomizer {

  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final Rooms rooms =
      RtcRooms.builder()
          .feature(Chat::new)
          .feature(Presence::new)
          .feature(Streams.mesh(IceServers.none()))
          .build();
  private final RoomRoutes routes = RoomRoutes.of(rooms);
  private final VertxRooms handler = new VertxRooms(routes);

  /** For Quarkus. */
  public RoomsBean() {}

  /** Adds the addresses of the rooms before all other ones. */
  void serve(@Observes Router router) {
    router
        .route()
        .order(Integer.MIN_VALUE)
        .handler(
            context -> {
              if (routes.serves(context.request().path())) {
                handler.handle(context.request());
              } else {
                context.next();
              }
            });
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    handler.configure(options);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    handler.configure(options);
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
