package dev.rtcrooms.examples.javalinhost;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.jakarta.JakartaTransport;
import dev.rtcrooms.servlet.RoomServlet;
import dev.rtcrooms.signaling.Streams;
import io.javalin.Javalin;
import jakarta.servlet.ServletRegistration;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;

/**
 * Javalin with a route of its own and rooms, on this machine's loopback address. Only the main
 * thread uses this class.
 */
public final class JavalinHost {

  private JavalinHost() {}

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
    RoomRoutes routes = RoomRoutes.of(rooms);
    Javalin server =
        Javalin.create(
            config -> {
              config.jetty.modifyServletContextHandler(handler -> addTo(handler, routes));
              config.events.serverStopping(() -> close(rooms));
              config.routes.get("/hello", context -> context.result("Hello"));
            });
    server.start("127.0.0.1", arguments.length == 0 ? 8080 : Integer.parseInt(arguments[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
    System.out.println("http://127.0.0.1:" + server.port() + "/room/create");
  }

  private static void addTo(ServletContextHandler handler, RoomRoutes routes) {
    JakartaWebSocketServletContainerInitializer.configure(
        handler,
        (servlets, webSockets) -> {
          JakartaTransport.install(webSockets, routes);
          ServletRegistration.Dynamic servlet =
              servlets.addServlet("rooms", new RoomServlet(routes));
          routes.paths().forEach(path -> servlet.addMapping(path + "/*"));
          servlet.setAsyncSupported(true);
        });
  }

  /** While connections are open, so that clients hear that they may come back. */
  private static void close(Rooms rooms) throws InterruptedException {
    rooms.close();
    rooms.awaitClosed(Duration.ofSeconds(5));
  }
}
