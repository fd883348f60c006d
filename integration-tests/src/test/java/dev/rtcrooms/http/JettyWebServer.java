package dev.rtcrooms.http;

import jakarta.servlet.ServletContext;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty, with its WebSocket container. */
final class JettyWebServer implements WebServer {

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);

  JettyWebServer(String contextPath, Consumer<ServletContext> setup) throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.setContextPath(contextPath.isEmpty() ? "/" : contextPath);
    JakartaWebSocketServletContainerInitializer.configure(
        context, (servlets, container) -> setup.accept(servlets));
    server.setHandler(context);
    server.start();
  }

  @Override
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
