package dev.rtcrooms.testkit.websocket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server for WebSockets on a free port of the loopback interface, one thread for each. */
public final class SocketServer implements AutoCloseable {

  private final ServerSocket server;
  private final Handler handler;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  /** Serves a connection until it returns or throws; then the connection is closed. */
  @FunctionalInterface
  public interface Handler {
    void serve(AcceptedSocket link) throws IOException;
  }

  public SocketServer(Handler handler) {
    this.handler = handler;
    try {
      server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "socket-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      AcceptedSocket link = new AcceptedSocket(socket);
      link.readRequest();
      handler.serve(link);
    } catch (IOException e) {
      // the client has left
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
