package dev.rtcrooms.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes TCP connections on to a port of this machine, until they are cut or hang. Thread-safe. */
public final class TcpProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Socket> hung = ConcurrentHashMap.newKeySet();
  private volatile State state = State.PASSING;

  private enum State {
    PASSING,
    CUT,
    HANGING
  }

  /**
   * Starts on a free port.
   *
   * @param target the port that connections lead to
   */
  public TcpProxy(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Sockets.start("tcp-proxy accept", this::accept);
  }

  /** {@return the port of the proxy} */
  public int port() {
    return listener.getLocalPort();
  }

  /** Resets all connections, and those that are made before {@link #heal()}. */
  public void cut() {
    state = State.CUT;
    open.forEach(Sockets::reset);
  }

  /**
   * Passes no byte of the open connections from now on, without a word to either end, as a router
   * that has forgotten them; nor of those that are made before {@link #heal()}.
   */
  public void hang() {
    state = State.HANGING;
    hung.addAll(open);
  }

  /** Passes new connections on again. */
  public void heal() {
    state = State.PASSING;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(Sockets::reset);
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      switch (state) {
        case PASSING -> passOn(client);
        case CUT -> Sockets.reset(client);
        case HANGING -> open.add(client); // until the proxy is closed
      }
    }
  }

  private void passOn(Socket client) {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      pump(client, server);
      pump(server, client);
      if (state == State.CUT) {
        Sockets.reset(client);
      }
    } catch (IOException e) {
      Sockets.reset(client); // nobody listens at the target
    }
  }

  private void pump(Socket from, Socket to) {
    open.add(from);
    Sockets.start(
        "tcp-proxy pump",
        () -> {
          try (from) {
            pass(from, to);
          } finally {
            open.remove(from);
            if (!hung.remove(from)) {
              to.close();
            }
          }
        });
  }

  private void pass(Socket from, Socket to) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] part = new byte[8192];
    for (int length = in.read(part); length >= 0; length = in.read(part)) {
      if (!hung.contains(from)) {
        out.write(part, 0, length);
      }
    }
  }
}
