package dev.rtcrooms.containers;

import jakarta.servlet.DispatcherType;
import jakarta.websocket.server.ServerContainer;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.ee11.websocket.servlet.WebSocketUpgradeFilter;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty on a free port of the loopback interface. */
final class JettyServer implements EmbeddedServer {

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);

  JettyServer(Consumer<ServerContainer> install) throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addFilter(LoginFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
    // unless it is found under this name, Jetty puts it before all filters of the application
    FilterHolder upgrades = new FilterHolder(new WebSocketUpgradeFilter());
    upgrades.setName(WebSocketUpgradeFilter.class.getName());
    context.addFilter(upgrades, "/*", EnumSet.of(DispatcherType.REQUEST));
    JakartaWebSocketServletContainerInitializer.configure(
        context, (servlets, container) -> install.accept(container));
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
