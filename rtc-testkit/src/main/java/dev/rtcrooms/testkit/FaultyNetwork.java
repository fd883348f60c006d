package dev.rtcrooms.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A network with faults in front of a server of this machine: passes TCP connections on. For tests
 * that drive a real server over sockets. Any thread.
 */
public final class FaultyNetwork implements AutoCloseable {

  private static final int PIECE = 4 * 1024; // bytes

  private final ServerSocket listener;
  private final int target;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final Thread accepting = Line.thread(this::accept);
  private Fault.@Nullable OfNetwork fault;

  /**
   * Starts on a free port of the loopback interface, without a fault.
   *
   * @param target the port of this machine that connections lead to
   */
  public FaultyNetwork(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    accepting.start();
  }

  /**
   * Returns where to connect instead of the target.
   *
   * @return the port
   */
  public int port() {
    return listener.getLocalPort();
  }

  /**
   * Gives all connections a fault from now on, open and later ones.
   *
   * @param next takes the place of an earlier fault
   */
  public synchronized void suffer(Fault.OfNetwork next) {
    fault = next;
    lines.forEach(line -> line.suffer(next)); // before any of them goes on
    notifyAll();
  }

  /** Has no fault any more. Connections that were cut or have vanished stay so. */
  public synchronized void heal() {
    fault = null;
    notifyAll();
  }

  private synchronized Fault.@Nullable OfNetwork fault() {
    return fault;
  }

  /** Waits while the client does not read. */
  private synchronized void awaitReader() throws IOException {
    try {
      while (fault instanceof Fault.Stall) {
        wait();
      }
      if (fault instanceof Fault.SlowReader slow) {
        long end = System.nanoTime() + slow.pause().toNanos();
        while (fault == slow && System.nanoTime() - end < 0) {
          TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Line line = new Line(client);
        lines.add(line);
        Fault.OfNetwork now = fault();
        if (now != null) {
          line.suffer(now);
        }
        line.connect();
      } catch (IOException e) {
        // closed, or nobody listens at the target
      }
    }
  }

  boolean isIdle() {
    return lines.isEmpty();
  }

  /** Ends all connections, also those that have vanished. Then the port refuses connections. */
  @Override
  public void close() {
    try {
      listener.close();
      lines.forEach(Line::reset);
      heal();
      accepting.join(); // while it waits, the operating system keeps the port open
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A connection to this network, and the one that it leads to. */
  private final class Line {
    private final Socket client;
    private final Socket server = new Socket();
    private final ScheduledThreadPoolExecutor later =
        new ScheduledThreadPoolExecutor(1, Line::thread, new ThreadPoolExecutor.DiscardPolicy());
    private long passed;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private long due = System.nanoTime();
    private volatile boolean gone;
    private volatile boolean vanished;

    Line(Socket client) {
      this.client = client;
    }

    static Thread thread(Runnable work) {
      Thread thread = new Thread(work, "faulty-network");
      thread.setDaemon(true);
      return thread;
    }

    void connect() throws IOException {
      if (gone || listener.isClosed()) {
        reset();
        return;
      }
      try {
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      } catch (IOException e) {
        reset();
        throw e;
      }
      thread(() -> pass(client, server)).start();
      thread(() -> pass(server, client)).start();
    }

    /** What holds at once, also when nothing comes. */
    synchronized void suffer(Fault.OfNetwork next) {
      vanished |= next instanceof Fault.Vanish;
      passed = 0;
      if (next instanceof Fault.CutAt cut && cut.bytes() == 0 && !vanished) {
        reset();
      }
    }

    private void pass(Socket from, Socket to) {
      try {
        InputStream in = from.getInputStream();
        byte[] piece = new byte[PIECE];
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
          if (!vanished) {
            pass(Arrays.copyOf(piece, length), from, to);
          }
        }
      } catch (IOException e) {
        // one end was closed or reset, which ends the other
      }
      if (from == client) {
        end(to);
      } else {
        inTurn(() -> end(to));
      }
    }

    private void pass(byte[] piece, Socket from, Socket to) throws IOException {
      if (from == client) {
        to.getOutputStream().write(piece);
        return;
      }
      awaitReader();
      inTurn(() -> deliver(piece, to));
    }

    /** Runs what is for the client now or later, in its order. */
    private void inTurn(Runnable work) {
      long now = System.nanoTime();
      long delay = fault() instanceof Fault.Delay late ? late.time().toNanos() : 0;
      if (delay == 0 && waiting.get() == 0) {
        work.run();
        return;
      }
      waiting.incrementAndGet();
      queue.add(work);
      due = Math.max(due - now, delay) + now;
      ScheduledFuture<?> unused = later.schedule(this::next, due - now, TimeUnit.NANOSECONDS);
    }

    /** Timers may overtake each other by a little, what they bring may not. */
    private void next() {
      Runnable work = queue.poll();
      if (work != null) {
        work.run();
        waiting.decrementAndGet();
      }
    }

    private void deliver(byte[] piece, Socket to) {
      if (vanished) {
        return;
      }
      try {
        OutputStream out = to.getOutputStream();
        int most = piece.length;
        boolean cut = false;
        Fault.OfNetwork now = fault(); // not inside: suffer() takes the network's lock first
        synchronized (this) {
          if (now instanceof Fault.CutAt at && passed + most >= at.bytes()) {
            most = (int) Math.max(0, at.bytes() - passed);
            cut = true;
          }
          passed += most;
        }
        out.write(piece, 0, most);
        if (cut) {
          reset();
        }
      } catch (IOException e) {
        if (!vanished) {
          reset();
        }
      }
    }

    /** One end is closed, which ends the other, unless the connection has vanished. */
    private void end(Socket to) {
      if (!vanished) {
        close(to);
        if (client.isClosed() && server.isClosed()) {
          remove();
        }
      }
    }

    private void remove() {
      lines.remove(this);
      later.shutdownNow();
    }

    private void close(Socket socket) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is closed already
      }
    }

    /** Tells both ends that the connection is broken. */
    void reset() {
      gone = true;
      for (Socket socket : List.of(client, server)) {
        try {
          socket.setSoLinger(true, 0); // whoever closes it
        } catch (IOException e) {
          // it is closed already
        }
      }
      close(client);
      close(server);
      remove();
    }
  }
}
