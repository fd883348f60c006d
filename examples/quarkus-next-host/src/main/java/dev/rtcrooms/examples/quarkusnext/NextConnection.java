package dev.rtcrooms.examples.quarkusnext;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.examples.vertxhost.HardClose;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.http.HttpConnection;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A WebSocket that the hub writes to, on any thread. A write ends when the operating system has
 * taken all of it, so what a client does not read waits in the hub's outbox, which is bounded.
 */
final class NextConnection implements Connection {

  private final WebSocketConnection socket;
  private final HttpConnection tcp;
  private final Codec codec;
  private final AtomicBoolean closing = new AtomicBoolean();

  NextConnection(WebSocketConnection socket, HttpConnection tcp, Codec codec) {
    this.socket = socket;
    this.tcp = tcp;
    this.codec = codec;
  }

  @Override
  public Sizing sizing() {
    return codec;
  }

  @Override
  public void write(Batch batch, WriteListener listener) {
    if (closing.get()) {
      listener.failed(new IOException("The connection is closed"));
      return;
    }
    socket
        .sendText(batch.encoded(codec).text())
        .subscribe()
        .with(written -> listener.written(), listener::failed);
  }

  /** Whatever the client sends or does not read, its socket ends a little later. */
  @Override
  public void close(CloseReason reason) {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    if (reason.code() == CloseReason.LOST.code() || socket.isClosed()) {
      HardClose.end(tcp);
      return;
    }
    socket
        .close(new io.quarkus.websockets.next.CloseReason(reason.sendableCode(), reason.text()))
        .subscribe()
        .with(closed -> {}, failure -> HardClose.end(tcp));
    HardClose.endLater(tcp);
  }
}
