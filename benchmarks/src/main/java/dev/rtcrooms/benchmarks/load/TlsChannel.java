package dev.rtcrooms.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/**
 * The client's side of TLS over a connection that does not block; for the generator's thread. Each
 * connection makes a whole handshake, and none resumes another's session.
 */
final class TlsChannel implements ByteChannel {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final byte[] EMPTY = {};

  private final SocketChannel socket;
  private final SSLEngine engine;
  private final Buffers buffers;

  /** The beginning of a record whose end has not come. */
  private byte[] begun = EMPTY;

  TlsChannel(SocketChannel socket, SSLContext context, Buffers buffers) throws IOException {
    this.socket = socket;
    this.engine = context.createSSLEngine();
    this.buffers = buffers;
    engine.setUseClientMode(true);
    engine.beginHandshake();
  }

  /** What connections need for a moment, and share; each holds several records. */
  static final class Buffers {
    private static final int SIZE = 1 << 16;

    private final ByteBuffer in = ByteBuffer.allocate(SIZE);
    private final ByteBuffer out = ByteBuffer.allocate(SIZE);
  }

  /** Goes on with the handshake, and tells whether it is done. */
  boolean handshake() throws IOException {
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NEED_WRAP -> {
          int unused = write(NOTHING);
        }
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (!receive()) {
            return false;
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {
          return true;
        }
      }
    }
  }

  /** Takes a record of the handshake; returns false if its end has not come. */
  private boolean receive() throws IOException {
    ByteBuffer in = begun();
    boolean whole = unwrap(in, NOTHING) == SSLEngineResult.Status.OK;
    if (!whole) {
      in.compact();
      int count = socket.read(in);
      in.flip();
      if (count < 0) {
        throw new IOException("The server ended the TLS handshake");
      }
      whole = count > 0 && unwrap(in, NOTHING) == SSLEngineResult.Status.OK;
    }
    keep(in);
    return whole;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int before = target.position();
    ByteBuffer in = begun();
    int count = 1;
    while (count > 0) {
      SSLEngineResult.Status status = unwrap(in, target);
      if (status == SSLEngineResult.Status.CLOSED) {
        count = -1;
      } else if (status == SSLEngineResult.Status.BUFFER_OVERFLOW) {
        throw new IOException("A record of TLS does not fit");
      } else if (status == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
        in.compact();
        count = target.remaining() < Buffers.SIZE ? 0 : socket.read(in);
        in.flip();
      }
    }
    keep(in);
    int read = target.position() - before;
    return read == 0 && count < 0 ? -1 : read;
  }

  private SSLEngineResult.Status unwrap(ByteBuffer in, ByteBuffer target) throws IOException {
    SSLEngineResult.Status status = engine.unwrap(in, target).getStatus();
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
    return status;
  }

  private ByteBuffer begun() {
    return buffers.in.clear().put(begun).flip();
  }

  private void keep(ByteBuffer rest) {
    begun = rest.hasRemaining() ? new byte[rest.remaining()] : EMPTY;
    rest.get(begun);
  }

  /** What clients say here is less than what a socket keeps, or the measurement fails. */
  @Override
  public int write(ByteBuffer bytes) throws IOException {
    ByteBuffer out = buffers.out.clear();
    int consumed = engine.wrap(bytes, out).bytesConsumed();
    out.flip();
    socket.write(out);
    if (out.hasRemaining()) {
      throw new IOException("The server does not read");
    }
    return consumed;
  }

  @Override
  public boolean isOpen() {
    return socket.isOpen();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
