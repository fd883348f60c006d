package dev.rtcrooms.containers;

import jakarta.websocket.server.ServerContainer;
import java.util.Map;
import java.util.function.Consumer;
import org.glassfish.tyrus.container.grizzly.server.GrizzlyServerContainer;
import org.glassfish.tyrus.server.TyrusServerContainer;

/** Tyrus on Grizzly, which knows no servlets, on a free port; it listens on all interfaces. */
final class TyrusServer implements EmbeddedServer {

  private final TyrusServerContainer container;

  TyrusServer(Consumer<ServerContainer> install) throws Exception {
    container = (TyrusServerContainer) new GrizzlyServerContainer().createContainer(Map.of());
    install.accept(container);
    container.start("/", 0);
  }

  @Override
  public int port() {
    return container.getPort();
  }

  @Override
  public void close() {
    container.stop();
  }
}
