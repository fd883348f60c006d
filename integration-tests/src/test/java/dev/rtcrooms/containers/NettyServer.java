package dev.rtcrooms.containers;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.netty.NettyBuilder;
import dev.rtcrooms.netty.NettyTransport;
import io.netty.handler.codec.http.HttpRequest;
import java.security.Principal;

/** Our own server on Netty, on a free port of the loopback interface. */
final class NettyServer implements EmbeddedServer {

  private final NettyTransport transport;

  NettyServer(Rooms rooms, Placement placement) {
    NettyBuilder builder =
        NettyTransport.builder(rooms)
            .host("127.0.0.1")
            .port(0)
            .path(placement.path())
            .principal(NettyServer::login);
    if (!placement.origins().isEmpty()) {
      builder.allowedOrigins(placement.origins().toArray(String[]::new));
    }
    transport = builder.start();
  }

  /** As {@link LoginFilter} does. */
  private static Principal login(HttpRequest request) {
    String user = request.headers().get(LoginFilter.USER);
    return user == null ? null : () -> user;
  }

  @Override
  public int port() {
    return transport.port();
  }

  @Override
  public void close() {
    transport.close();
  }
}
