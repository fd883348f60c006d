package dev.rtcrooms.benchmarks.server;

import jakarta.websocket.server.ServerContainer;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty as it comes, but for the length of the queue of those who want in. */
final class JettyContainer {

  private JettyContainer() {}

  static Started start(Consumer<ServerContainer> install) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(Loopback.HOST);
    connector.setAcceptQueueSize(Loopback.BACKLOG);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    JakartaWebSocketServletContainerInitializer.configure(
        context, (servlets, container) -> install.accept(container));
    server.setHandler(context);
    server.start();
    return new Started(connector.getLocalPort(), () -> stop(server));
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty did not stop", e);
    }
  }
}
