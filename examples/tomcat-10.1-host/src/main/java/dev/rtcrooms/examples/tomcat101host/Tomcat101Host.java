package dev.rtcrooms.examples.tomcat101host;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.jakarta.JakartaTransport;
import dev.rtcrooms.servlet.RoomServlet;
import dev.rtcrooms.signaling.Streams;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.websocket.server.ServerContainer;
import java.net.InetAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/**
 * A server with rooms on this machine's loopback address, on Tomcat 10.1 with Jakarta EE 10. Only
 * the main thread uses this class, and at the end the one that stops the server.
 */
public final class Tomcat101Host {

  private Tomcat101Host() {}

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
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setPort(arguments.length == 0 ? 8080 : Integer.parseInt(arguments[0]));
    String host = InetAddress.getLoopbackAddress().getHostAddress();
    tomcat.getConnector().setProperty("address", host);
    Context context = tomcat.addContext("", null);
    context.addServletContainerInitializer(new WsSci(), Set.of());
    context.addServletContainerInitializer(
        (types, servlets) -> addTo(servlets, RoomRoutes.of(rooms)), Set.of());
    tomcat.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(rooms, tomcat), "stop"));
    int port = tomcat.getConnector().getLocalPort();
    System.out.println("http://" + host + ":" + port + "/room/create");
    tomcat.getServer().await();
  }

  private static void addTo(ServletContext servlets, RoomRoutes routes) {
    ServerContainer webSockets =
        (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
    JakartaTransport transport = JakartaTransport.install(webSockets, routes);
    ServletRegistration.Dynamic servlet =
        servlets.addServlet("rooms", new RoomServlet(routes, transport::close));
    routes.paths().forEach(path -> servlet.addMapping(path + "/*"));
    servlet.setAsyncSupported(true);
    servlet.setLoadOnStartup(1); // a container destroys only servlets that it has loaded
  }

  /** Closes the rooms while connections are open, so that clients hear that they may come back. */
  private static void stop(Rooms rooms, Tomcat tomcat) {
    rooms.close();
    try {
      rooms.awaitClosed(Duration.ofSeconds(5));
      tomcat.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }
}
