package dev.rtcrooms.benchmarks.server;

import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.listener.DefaultExceptionListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Rooms on netty-socketio, with WebSocket as the only transport. */
final class NettySocketIo {

  private static final String ROOM = "room";

  private NettySocketIo() {}

  static Started start() throws IOException {
    int port = freePort();
    Configuration configuration = new Configuration();
    configuration.setHostname(Loopback.HOST);
    configuration.setPort(port);
    configuration.setTransports(Transport.WEBSOCKET);
    configuration.setUseLinuxNativeEpoll(Epoll.isAvailable());
    configuration.setExceptionListener(new Quiet());
    configuration.getSocketConfig().setReuseAddress(true);
    configuration.getSocketConfig().setAcceptBackLog(Loopback.BACKLOG);
    SocketIOServer server = new SocketIOServer(configuration);
    server.addEventListener("join", String.class, NettySocketIo::join);
    server.addEventListener("msg", String.class, (client, text, ack) -> tell(server, client, text));
    server.start();
    return new Started(port, server::stop);
  }

  /** Says nothing of connections that the load generator cuts off when it is done. */
  private static final class Quiet extends DefaultExceptionListener {
    @Override
    public boolean exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      return true;
    }
  }

  private static void tell(SocketIOServer server, SocketIOClient client, String text) {
    String room = client.get(ROOM);
    server.getRoomOperations(room).sendEvent("msg", text);
  }

  private static void join(SocketIOClient client, String room, AckRequest ack) {
    client.joinRoom(room);
    client.set(ROOM, room);
    client.sendEvent("joined", room);
  }

  /** It does not tell which port it found if it is given 0. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
