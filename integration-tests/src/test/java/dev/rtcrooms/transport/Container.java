package dev.rtcrooms.transport;

import jakarta.websocket.server.ServerContainer;
import java.util.function.Consumer;

/** The containers that the default transport must work in. */
enum Container {
  TOMCAT,
  JETTY,
  UNDERTOW,
  TYRUS;

  /** Starts on a free port; endpoints are added by {@code install}. */
  EmbeddedServer start(Consumer<ServerContainer> install) throws Exception {
    return switch (this) {
      case TOMCAT -> new TomcatServer(install);
      case JETTY -> new JettyServer(install);
      case UNDERTOW -> new UndertowServer(install);
      case TYRUS -> new TyrusServer(install);
    };
  }

  /** Whether there are filters, and so a {@link LoginFilter}, before a handshake. */
  boolean hasFilters() {
    return this != TYRUS;
  }
}
