package dev.rtcrooms.examples.owntransport;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Lane;
import dev.rtcrooms.transport.Outgoing;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection over one socket; any thread. A thread of this socket writes, and may wait for the
 * client. It needs no timeout: the hub has a deadline for each write and then closes the
 * connection, which ends the wait.
 */
final class TcpConnection implements Connection {

  private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);
  private static final int GOODBYE_SECONDS = 1;

  private final Socket socket;
  private final Codec codec;
  private final ExecutorService writer;
  private final AtomicBoolean closing = new AtomicBoolean();

  TcpConnection(Socket socket, Codec codec) {
    this.socket = socket;
    this.codec = codec;
    writer =
        Executors.newSingleThreadExecutor(
            task -> new Thread(task, "writer for " + socket.getPort()));
  }

  /** The mailbox may begin a write, since the write is only passed to another thread. */
  @Override
  public Lane lane() {
    return Lane.MAILBOX;
  }

  @Override
  public Sizing sizing() {
    return codec;
  }

  @Override
  public void write(Batch batch, WriteListener listener) {
    try {
      writer.execute(() -> writeNow(batch, listener));
    } catch (RejectedExecutionException e) {
      listener.failed(e);
    }
  }

  private void writeNow(Batch batch, WriteListener listener) {
    try {
      socket.getOutputStream().write(Wire.line(batch.encoded(codec)));
    } catch (IOException e) {
      listener.failed(e);
      return;
    }
    listener.written();
  }

  @Override
  public void close(CloseReason reason) {
    if (closing.compareAndSet(false, true)) {
      writer.execute(() -> sayGoodbye(reason));
      writer.shutdown();
      CompletableFuture.delayedExecutor(GOODBYE_SECONDS, TimeUnit.SECONDS).execute(this::cut);
    }
  }

  /**
   * Closes only the sending half. If the socket were closed while the client sends, the goodbye
   * could be lost (TCP reset).
   */
  private void sayGoodbye(CloseReason reason) {
    try {
      Outgoing goodbye = Outgoing.of(Goodbye.TYPE, new Goodbye(reason));
      socket.getOutputStream().write(Wire.line(goodbye.encoded(codec)));
      socket.shutdownOutput();
    } catch (IOException e) {
      LOG.debug("A client left before it heard {}", reason, e);
    }
  }

  private void cut() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("A socket that was closed already", e);
    }
  }
}
