package dev.rtcrooms.testkit.conformance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client's socket, which keeps what arrives and answers pings of the protocol. The test's thread
 * calls it; the listener's methods run on a thread of the HTTP client.
 */
final class VectorSocket implements WebSocket.Listener {

  static final int SECONDS = 30;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<Map<?, ?>> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder frame = new StringBuilder();
  private CompletableFuture<WebSocket> sent;

  /** Begins to connect. */
  VectorSocket(URI address, List<String> protocols) {
    WebSocket.Builder builder =
        HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(SECONDS));
    if (!protocols.isEmpty()) {
      builder.subprotocols(
          protocols.get(0), protocols.subList(1, protocols.size()).toArray(String[]::new));
    }
    sent = builder.buildAsync(address, this);
    CompletableFuture<WebSocket> unused =
        sent.whenComplete(
            (socket, failure) -> {
              if (failure != null) {
                closed.completeExceptionally(failure);
              }
            });
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    frame.append(part);
    if (last) {
      try {
        frame.toString().lines().filter(line -> !line.isBlank()).forEach(this::hear);
      } catch (IllegalArgumentException e) {
        closed.completeExceptionally(e);
      }
      frame.setLength(0);
    }
    return WebSocket.Listener.super.onText(socket, part, last);
  }

  private void hear(String line) {
    if (!(JsonValues.read(line) instanceof Map<?, ?> message)) {
      throw new IllegalArgumentException("Not an object: " + line);
    }
    if ("ping".equals(message.get("type"))) {
      send("{\"type\":\"pong\"}");
    } else {
      messages.add(message);
    }
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    closed.complete(code);
    return WebSocket.Listener.super.onClose(socket, code, reason);
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    closed.complete(1006);
  }

  synchronized void send(String text) {
    sent = sent.thenCompose(socket -> socket.sendText(text, true));
  }

  synchronized void sendBinary(byte[] bytes) {
    sent = sent.thenCompose(socket -> socket.sendBinary(ByteBuffer.wrap(bytes), true));
  }

  synchronized void leave(int code) {
    sent = sent.thenCompose(socket -> socket.sendClose(code, ""));
  }

  /** Ends the connection without a close frame; waits until it was open. */
  void crash() {
    open().abort();
  }

  private synchronized WebSocket open() {
    return sent.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  /** Ends the connection if it is open. */
  synchronized void abandon() {
    CompletableFuture<Void> unused = sent.thenAccept(WebSocket::abort);
  }

  /** Waits for the next message; null if none comes, also because the connection has ended. */
  @Nullable Map<?, ?> next() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    try {
      while (System.nanoTime() < deadline) {
        boolean over = closed.isDone();
        Map<?, ?> message = messages.poll(over ? 0 : 20, TimeUnit.MILLISECONDS);
        if (message != null || over) {
          return message;
        }
      }
      return null;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Waits for the end of the connection.
   *
   * @return the close code, or 1006
   * @throws AssertionError if it does not end, or was never open
   */
  int closeCode() {
    return closed
        .orTimeout(SECONDS, TimeUnit.SECONDS)
        .handle(
            (code, failure) -> {
              if (failure != null) {
                throw new AssertionError("The connection did not end as expected", failure);
              }
              return code;
            })
        .join();
  }

  /** How the connection is, for messages. */
  String state() {
    return closed.isDone() ? "closed: " + closed : "open";
  }
}
