package dev.rtcrooms.examples.quickstart;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.jakarta.JakartaTransport;
import dev.rtcrooms.servlet.RoomServlet;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;

/** The web application on Jetty: the handler of each address. For one thread. */
final class JettyPages {

  private JettyPages() {}

  static ServletContextHandler of(Rooms rooms, Site site, Consumer<JakartaTransport> installed) {
    ServletContextHandler context = new ServletContextHandler("/");
    context.addFilter(headers(), "/*", EnumSet.of(DispatcherType.REQUEST));

    RoomRoutes routes = RoomRoutes.of(rooms, site::configure);
    ServletHolder servlet = new ServletHolder(new RoomServlet(routes));
    servlet.setAsyncSupported(true);
    routes.paths().forEach(path -> context.addServlet(servlet, path + "/*"));
    JakartaWebSocketServletContainerInitializer.configure(
        context,
        (application, container) -> installed.accept(JakartaTransport.install(container, routes)));

    context.addServlet(new ServletHolder(new SiteServlet(site)), "/");
    return context;
  }

  private static FilterHolder headers() {
    FilterHolder headers = new FilterHolder(new SecurityHeaders());
    headers.setAsyncSupported(true);
    return headers;
  }
}
