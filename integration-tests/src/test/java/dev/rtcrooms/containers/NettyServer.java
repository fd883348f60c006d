package dev.rtcrooms.containers;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.netty.NettyTransport;
import io.netty.handler.codec.http.HttpRequest;
import java.security.Principal;

/** Our own server on Netty, on a free port of the loopback interface. */
final class NettyServer implements EmbeddedServer {

  private final NettyTransport transport;

  NettyServer(Rooms rooms, Placement placement) {
    transport =
        NettyTransport.builder(placement.routes(rooms))
            .host("127.0.0.1")
            .port(0)
            .principal(NettyServer::login)
            .start();
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
