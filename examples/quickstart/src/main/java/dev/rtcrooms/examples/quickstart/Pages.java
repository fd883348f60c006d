package dev.rtcrooms.examples.quickstart;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.HttpOptions;
import dev.rtcrooms.http.ProblemPage;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.jakarta.JakartaTransport;
import dev.rtcrooms.servlet.RoomServlet;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ResourceServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;

/** The web application: what stands at which address. */
final class Pages {

  private static final List<String> ROOM_PATHS = List.of("/room/*", "/stream/*", "/rtc-rooms/*");

  private Pages() {}

  static ServletContextHandler of(
      Rooms rooms, Options options, Consumer<JakartaTransport> installed) {
    Templates templates = new Templates();
    ServletContextHandler context = new ServletContextHandler("/");
    context.addFilter(headers(), "/*", EnumSet.of(DispatcherType.REQUEST));

    ServletHolder servlet =
        new ServletHolder(
            new RoomServlet(RoomRoutes.of(rooms, http -> configure(http, templates, options))));
    servlet.setAsyncSupported(true);
    ROOM_PATHS.forEach(path -> context.addServlet(servlet, path));
    JakartaWebSocketServletContainerInitializer.configure(
        context,
        (application, container) -> installed.accept(JakartaTransport.install(container, rooms)));

    context.addServlet(page(200, templates.render("welcome", Map.of())), "");
    context.addServlet(page(404, templates.render("problem", nothingHere())), "/");
    context.addServlet(assets(), "/assets/*");
    return context;
  }

  private static void configure(HttpOptions http, Templates templates, Options options) {
    http.layout(new FreemarkerLayout(templates));
    if (options.publicUrl() != null) {
      http.publicUrl(options.publicUrl());
    }
  }

  private static FilterHolder headers() {
    FilterHolder headers = new FilterHolder(new SecurityHeaders());
    headers.setAsyncSupported(true);
    return headers;
  }

  private static ServletHolder page(int status, String html) {
    return new ServletHolder(new PageServlet(status, html));
  }

  private static ProblemPage nothingHere() {
    return new ProblemPage(
        404, "not-found", "Not Found", "No page of this server has this address.");
  }

  private static ServletHolder assets() {
    ServletHolder assets = new ServletHolder(new ResourceServlet());
    String folder = Objects.requireNonNull(Pages.class.getResource("assets/")).toExternalForm();
    assets.setInitParameter("baseResource", folder);
    assets.setInitParameter("cacheControl", "no-cache");
    assets.setInitParameter("etags", "true");
    assets.setInitParameter("dirAllowed", "false");
    return assets;
  }
}
