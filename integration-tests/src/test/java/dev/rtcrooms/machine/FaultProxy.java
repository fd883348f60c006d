package dev.rtcrooms.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes TCP connections on to a port of this machine, and breaks each of them somewhere: after a
 * number of bytes, in a direction and in a way that are drawn for each connection, in the order in
 * which the connections come. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {

  /** What becomes of a connection. */
  public enum Fault {
    /** Both ends are told that there is no more to come. */
    FIN,
    /** Both ends are told that the connection is broken. */
    RESET,
    /** What either end sends is lost from now on, and neither is told. */
    SILENCE,
    /** The same, but the end that would have received the next byte is told. */
    HALF_OPEN
  }

  /** So many bytes at most reach the other end, in half of the connections. */
  private static final int EARLY = 1_500;

  /** So many bytes at most in the other half. */
  private static final int LATE = 24 * 1024;

  private static final int PIECE = 8 * 1024;

  private final ServerSocket listener;
  private final int target;
  private final Random random;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
  private volatile boolean healed;

  /**
   * Starts on a free port.
   *
   * @param target the port that connections lead to
   * @param random decides where and how they break
   */
  public FaultProxy(int target, Random random) throws IOException {
    this.target = target;
    this.random = random;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Sockets.start("fault-proxy accept", this::accept);
  }

  /** {@return the port of the proxy} */
  public int port() {
    return listener.getLocalPort();
  }

  /** Breaks no further connection. */
  public void heal() {
    healed = true;
  }

  /** {@return how often each fault has happened up to now} */
  public synchronized Map<Fault, Integer> done() {
    return Map.copyOf(done);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(Sockets::reset);
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
      boolean toClient = random.nextBoolean();
      int bytes = random.nextInt(random.nextBoolean() ? EARLY : LATE);
      try {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Link link = new Link(fault);
        link.pump(client, server, toClient ? Integer.MAX_VALUE : bytes);
        link.pump(server, client, toClient ? bytes : Integer.MAX_VALUE);
      } catch (IOException e) {
        Sockets.reset(client); // nobody listens at the target
      }
    }
  }

  /** A connection to the proxy, and the one that it leads to. */
  private final class Link {
    private final Fault fault;
    private volatile boolean broken;

    Link(Fault fault) {
      this.fault = fault;
    }

    void pump(Socket from, Socket to, int most) {
      open.add(from);
      Sockets.start(
          "fault-proxy pump",
          () -> {
            try (from) {
              pass(from, to, most);
            } finally {
              open.remove(from);
              if (!broken) {
                to.close();
              }
            }
          });
    }

    private void pass(Socket from, Socket to, int most) throws IOException {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[PIECE];
      long passed = 0;
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        if (broken) {
          continue; // what comes is lost
        }
        boolean breaks = !healed && passed + read > most;
        int length = breaks ? (int) (most - passed) : read;
        out.write(piece, 0, length);
        passed += length;
        if (breaks) {
          breakUp(from, to);
        }
      }
    }

    private void breakUp(Socket from, Socket to) throws IOException {
      broken = true;
      synchronized (FaultProxy.this) {
        done.merge(fault, 1, Integer::sum);
      }
      switch (fault) {
        case FIN -> {
          to.shutdownOutput();
          from.shutdownOutput();
        }
        case RESET -> {
          Sockets.reset(to);
          Sockets.reset(from);
        }
        case HALF_OPEN -> Sockets.reset(to);
        case SILENCE -> {
          // the ends find out by themselves
        }
      }
    }
  }
}
