package dev.rtcrooms.examples.jetty120host;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.jakarta.JakartaTransport;
import dev.rtcrooms.servlet.RoomServlet;
import dev.rtcrooms.signaling.Streams;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * A server with rooms on this machine's loopback address, on Jetty 12.0 with Jakarta EE 10. Only
 * the main thread uses this class.
 */
public final class Jetty120Host {

  private Jetty120Host() {}

  /**
   * Starts the server and prints its address.
   *
   * @param arguments the port; 8080 if there is none
   * @throws Exception if the server cannot start
   */
  public static void main(String[] arguments) throws Exception {
    Rooms rooms =
        RtcRooms.builder()
            .feature(Chat::new)
            .feature(Presence::new)
            .feature(Streams.mesh(IceServers.none()))
            .build();
    int port = arguments.length == 0 ? 8080 : Integer.parseInt(arguments[0]);
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server.setHandler(handler(RoomRoutes.of(rooms)));
    server.addEventListener(new Farewell(rooms));
    server.setStopAtShutdown(true);
    server.start();
    System.out.println(server.getURI().resolve("/room/create"));
  }

  private static ServletContextHandler handler(RoomRoutes routes) {
    ServletContextHandler handler = new ServletContextHandler();
    ServletHolder servlet = new ServletHolder(new RoomServlet(routes));
    servlet.setAsyncSupported(true);
    routes.paths().forEach(path -> handler.addServlet(servlet, path + "/*"));
    JakartaWebSocketServletContainerInitializer.configure(
        handler, (servlets, webSockets) -> JakartaTransport.install(webSockets, routes));
    return handler;
  }

  /** Closes the rooms while connections are open, so that clients hear that they may come back. */
  private record Farewell(Rooms rooms) implements LifeCycle.Listener {
    @Override
    public void lifeCycleStopping(LifeCycle server) {
      rooms.close();
      try {
        rooms.awaitClosed(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
