package dev.rtcrooms.browser;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A web site of the tests on a port of its own: their page, and the browser client out of the jar,
 * both under a strict content security policy.
 */
final class Site implements AutoCloseable {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; connect-src 'self'; media-src 'self' blob:;"
          + " img-src data:; require-trusted-types-for 'script'";

  /** Kept, because an unreferenced logger forgets its level. */
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

  static {
    JETTY.setLevel(Level.WARNING);
  }

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  /** Starts on any free port if the port is 0. */
  Site(int port, JakartaWebSocketServletContainerInitializer.Configurator endpoints)
      throws Exception {
    this(
        port, context -> JakartaWebSocketServletContainerInitializer.configure(context, endpoints));
  }

  Site(int port, Consumer<ServletContextHandler> more) throws Exception {
    connector.setPort(port);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new Files("")), "/browser/*");
    context.addServlet(new ServletHolder(new Files("/META-INF/resources")), "/rtc-rooms/*");
    more.accept(context);
    server.setHandler(context);
    server.setStopTimeout(0);
    server.start();
  }

  int port() {
    return connector.getLocalPort();
  }

  URI page() {
    return URI.create("http://127.0.0.1:" + port() + "/browser/page.html");
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  /** Files of the class path. */
  private static final class Files extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Map<String, String> TYPES =
        Map.of("html", "text/html;charset=utf-8", "js", "text/javascript;charset=utf-8");

    private final String base;

    Files(String base) {
      this.base = base;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String path = request.getServletPath() + request.getPathInfo();
      try (InputStream file = Site.class.getResourceAsStream(base + path)) {
        if (file == null) {
          response.sendError(HttpServletResponse.SC_NOT_FOUND);
          return;
        }
        response.setHeader("Content-Security-Policy", POLICY);
        response.setContentType(
            TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain"));
        file.transferTo(response.getOutputStream());
      }
    }
  }
}
