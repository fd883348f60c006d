package dev.rtcrooms.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes TCP connections on to a port of this machine, until they are cut or hang. Thread-safe. */
final class TcpProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile State state = State.PASSING;

  private enum State {
    PASSING,
    CUT,
    HANGING
  }

  /** Starts on a free port. */
  TcpProxy(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Resets all connections, and those that are made before {@link #heal()}. */
  void cut() {
    state = State.CUT;
    open.forEach(TcpProxy::reset);
  }

  /** Passes nothing on, without a word to either end, until {@link #heal()}. */
  void hang() {
    state = State.HANGING;
  }

  /** Passes everything on again, also what hung. */
  synchronized void heal() {
    state = State.PASSING;
    notifyAll();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
    synchronized (this) {
      notifyAll();
    }
  }

  private synchronized void awaitPassing() {
    try {
      while (state == State.HANGING) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      open.add(client);
      start(() -> passOn(client));
    }
  }

  private void passOn(Socket client) throws IOException {
    awaitPassing();
    if (state == State.CUT) {
      reset(client);
      return;
    }
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(server);
      start(() -> pump(client, server));
      pump(server, client);
    } finally {
      reset(client); // also if nobody listens at the target
    }
  }

  private void pump(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] part = new byte[8192];
      for (int length = in.read(part); length >= 0; length = in.read(part)) {
        awaitPassing();
        out.write(part, 0, length);
      }
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      return; // it is closed
    }
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (SocketException e) {
                return; // it was cut
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            },
            "tcp-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
