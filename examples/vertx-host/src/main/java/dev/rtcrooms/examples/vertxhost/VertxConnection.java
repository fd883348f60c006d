package dev.rtcrooms.examples.vertxhost;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.ControlFrames;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.InboundFrame;
import dev.rtcrooms.transport.Receiver;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A WebSocket that the hub writes to, on any thread, and that is read on its event loop. A write
 * ends when the operating system has taken all of it, so what a client does not read waits in the
 * hub's outbox, which is bounded.
 */
final class VertxConnection implements Connection {

  private static final CloseReason NOT_UTF_8 = new CloseReason(1007, "not UTF-8");

  private final ServerWebSocket socket;
  private final HttpConnection tcp;
  private final Codec codec;
  private final AtomicBoolean closing = new AtomicBoolean();

  VertxConnection(ServerWebSocket socket, HttpConnection tcp, Codec codec) {
    this.socket = socket;
    this.tcp = tcp;
    this.codec = codec;
  }

  /** Gives the connection to the rooms, and hears what the client sends from now on. */
  void begin(Rooms rooms, Handshake handshake) {
    Receiver receiver = rooms.accept(this, handshake);
    InboundFrame inbound = new InboundFrame(rooms.limits());
    ControlFrames controls = new ControlFrames(rooms.limits());
    socket.frameHandler(frame -> receive(frame, inbound, controls, receiver));
    socket.exceptionHandler(failure -> receiver.closed(reason(failure)));
    socket.closeHandler(
        end -> {
          Short code = socket.closeStatusCode();
          receiver.closed(code == null ? CloseReason.LOST : CloseReason.received(code));
        });
  }

  /** Netty, on which Vert.x runs, tells the code for a client that breaks the protocol. */
  private static CloseReason reason(Throwable failure) {
    return failure instanceof CorruptedWebSocketFrameException broken
        ? new CloseReason(broken.closeStatus().code(), "")
        : CloseReason.LOST;
  }

  private void receive(
      WebSocketFrame frame, InboundFrame inbound, ControlFrames controls, Receiver receiver) {
    if (closing.get()) {
      return;
    }
    if (frame.isBinary()) {
      receiver.closed(CloseReason.NOT_TEXT);
    } else if (frame.isText() || frame.isContinuation()) {
      byte[] part = frame.binaryData().getBytes();
      Optional<CharSequence> whole = inbound.add(ByteBuffer.wrap(part), frame.isFinal());
      if (inbound.malformed()) {
        receiver.closed(NOT_UTF_8);
      } else if (inbound.tooBig()) {
        receiver.closed(CloseReason.TOO_BIG);
      }
      whole.ifPresent(text -> receiver.receive(codec.decodeCommands(text), inbound.bytes()));
    } else if (!frame.isClose() && !controls.allows(System.nanoTime(), 1)) {
      receiver.closed(CloseReason.FLOODING);
    }
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
        .writeFinalTextFrame(batch.encoded(codec).text())
        .onSuccess(written -> listener.written())
        .onFailure(listener::failed);
  }

  /** Whatever the client sends or does not read, its socket ends a little later. */
  @Override
  public void close(CloseReason reason) {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    if (reason.code() == CloseReason.LOST.code()) {
      HardClose.end(tcp);
      return;
    }
    socket.close((short) reason.sendableCode(), reason.text());
    HardClose.endLater(tcp);
  }
}
