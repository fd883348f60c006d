package dev.rtcrooms.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Passes TCP connections on to a port of this machine, at once, late, or not before it is healed.
 * Unlike {@link TcpProxy} it loses no byte of a connection that stays open. Thread-safe.
 */
public final class WireProxy implements AutoCloseable {

  private static final int PIECE = 64 * 1024;

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile long delayNanos;
  private volatile boolean isCut;
  private boolean isStalled;

  /** What was read, and when it may be written; without bytes at the end of the stream. */
  private record Piece(byte[] bytes, long due) {
    boolean isEnd() {
      return bytes.length == 0;
    }
  }

  /**
   * Starts on a free port.
   *
   * @param target the port that connections lead to
   */
  public WireProxy(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Sockets.start("wire-proxy accept", this::accept);
  }

  /** {@return the port of the proxy} */
  public int port() {
    return listener.getLocalPort();
  }

  /** Resets all connections, and those that are made before {@link #heal()}. */
  public void cut() {
    isCut = true;
    open.forEach(Sockets::reset);
  }

  /** Holds everything back, without a word to either end, until {@link #heal()}. */
  public synchronized void stall() {
    isStalled = true;
  }

  /**
   * Delays what is answered from now on, until {@link #heal()}.
   *
   * @param delay from the target to the client
   */
  public void delay(Duration delay) {
    delayNanos = delay.toNanos();
  }

  /** Passes everything on at once, also what was held back. */
  public synchronized void heal() {
    isCut = false;
    isStalled = false;
    delayNanos = 0;
    notifyAll();
  }

  /** Resets all connections; later ones lead to another port. */
  public void turnTo(int other) {
    target = other;
    open.forEach(Sockets::reset);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
    synchronized (this) {
      isStalled = false;
      notifyAll();
    }
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      if (isCut) {
        Sockets.reset(client);
        continue;
      }
      try {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        pump(client, server, false);
        pump(server, client, true);
        if (isCut) {
          cut();
        }
      } catch (IOException e) {
        Sockets.reset(client); // nobody listens at the target
      }
    }
  }

  private void pump(Socket from, Socket to, boolean isAnswer) {
    BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    Sockets.start(
        "wire-proxy read",
        () -> {
          try (from) {
            read(from.getInputStream(), pieces, isAnswer);
          } finally {
            open.remove(from);
            pieces.add(new Piece(new byte[0], System.nanoTime()));
          }
        });
    Sockets.start(
        "wire-proxy write",
        () -> {
          try (to) {
            for (Piece piece = next(pieces); !piece.isEnd(); piece = next(pieces)) {
              to.getOutputStream().write(piece.bytes);
            }
          }
        });
  }

  private void read(InputStream in, BlockingQueue<Piece> pieces, boolean isAnswer)
      throws IOException {
    byte[] buffer = new byte[PIECE];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      long due = System.nanoTime() + (isAnswer ? delayNanos : 0);
      pieces.add(new Piece(Arrays.copyOf(buffer, length), due));
    }
  }

  private Piece next(BlockingQueue<Piece> pieces) throws IOException {
    try {
      Piece piece = pieces.take();
      awaitTurn(piece);
      return piece;
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private synchronized void awaitTurn(Piece piece) throws InterruptedException {
    for (long left = piece.due - System.nanoTime();
        isStalled || (left > 0 && delayNanos > 0);
        left = piece.due - System.nanoTime()) {
      if (isStalled) {
        wait();
      } else {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }
  }
}
