package dev.rtcrooms.containers;

import dev.rtcrooms.Rooms;
import jakarta.websocket.server.ServerContainer;
import java.util.function.Consumer;

/** The containers that the default transport must work in, and the server that is one itself. */
public enum Container {
  TOMCAT,
  JETTY,
  UNDERTOW,
  TYRUS,
  NETTY;

  /** Starts on a free port. */
  public EmbeddedServer start(Rooms rooms, Placement placement) throws Exception {
    Consumer<ServerContainer> install = container -> placement.install(container, rooms);
    return switch (this) {
      case TOMCAT -> new TomcatServer(install);
      case JETTY -> new JettyServer(install);
      case UNDERTOW -> new UndertowServer(install);
      case TYRUS -> new TyrusServer(install);
      case NETTY -> new NettyServer(rooms, placement);
    };
  }

  /** Whether there is a {@link LoginFilter}, or something like it, before a handshake. */
  boolean hasLogin() {
    return this != TYRUS;
  }
}
