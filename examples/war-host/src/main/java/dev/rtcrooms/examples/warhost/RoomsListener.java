package dev.rtcrooms.examples.warhost;

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
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.server.ServerContainer;

/** Adds rooms to a web application. The container calls it while it starts the application. */
@WebListener
public final class RoomsListener implements ServletContextListener {

  /** For the container. */
  public RoomsListener() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Rooms rooms =
        RtcRooms.builder()
            .feature(Chat::new)
            .feature(Presence::new)
            .feature(Streams.mesh(IceServers.none()))
            .build();
    RoomRoutes routes = RoomRoutes.of(rooms);
    ServletContext servlets = event.getServletContext();
    ServerContainer webSockets =
        (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
    JakartaTransport transport = JakartaTransport.install(webSockets, routes);
    ServletRegistration.Dynamic servlet =
        servlets.addServlet("rooms", new RoomServlet(routes, transport::close));
    routes.paths().forEach(path -> servlet.addMapping(path + "/*"));
    servlet.setAsyncSupported(true);
    servlet.setLoadOnStartup(1); // a container destroys only servlets that it has loaded
  }
}
