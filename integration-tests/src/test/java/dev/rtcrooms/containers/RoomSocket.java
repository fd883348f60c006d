package dev.rtcrooms.containers;

import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.transport.Outgoing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A client's end of a real socket, which keeps to the protocol: it answers the heartbeat. Any
 * thread may send; what is heard is told on a thread of the socket's, in order.
 */
public final class RoomSocket implements WebSocket.Listener, AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;
  static final HttpClient HTTP =
      HttpClient.newBuilder()
          .executor(
              Executors.newFixedThreadPool(
                  4,
                  task -> {
                    Thread thread = new Thread(task, "room-socket");
                    thread.setDaemon(true);
                    return thread;
                  }))
          .build();

  private final JsonCodec codec;
  private final Consumer<Outgoing> onMessage;
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private volatile String closeText = "";
  private final StringBuilder frame = new StringBuilder();
  private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();
  private CompletableFuture<WebSocket> sent = opened;

  /**
   * Connects without waiting for the answer.
   *
   * @param address of the room or the stream
   * @param codec knows all messages that may come
   * @param onMessage hears all of them but pings
   * @param headers names and values
   */
  public RoomSocket(URI address, JsonCodec codec, Consumer<Outgoing> onMessage, String... headers) {
    this(HTTP, address, codec, onMessage, headers);
  }

  /** Connects as another kind of client, perhaps over TLS. */
  RoomSocket(
      HttpClient http,
      URI address,
      JsonCodec codec,
      Consumer<Outgoing> onMessage,
      String... headers) {
    this.codec = codec;
    this.onMessage = onMessage;
    WebSocket.Builder builder =
        http.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS));
    for (int i = 0; i < headers.length; i += 2) {
      if (headers[i].equals("Sec-WebSocket-Protocol")) { // the JDK sets this header itself
        String[] offered = headers[i + 1].split(", ");
        builder.subprotocols(offered[0], Arrays.copyOfRange(offered, 1, offered.length));
      } else {
        builder.header(headers[i], headers[i + 1]);
      }
    }
    // a ping may come before this constructor returns, so `sent` is there already
    builder.buildAsync(address, this).whenComplete(this::opened);
  }

  private void opened(@Nullable WebSocket socket, @Nullable Throwable failure) {
    if (failure != null) {
      closeCode.complete(1006);
      opened.completeExceptionally(failure);
    } else {
      opened.complete(socket);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    frame.append(part);
    if (last) {
      String text = frame.toString();
      frame.setLength(0);
      codec.decodeEvents(text).forEach(this::hear);
    }
    return WebSocket.Listener.super.onText(socket, part, last);
  }

  private void hear(Outgoing message) {
    if (message.event() instanceof Ping) {
      send(new Pong(), null);
    } else {
      onMessage.accept(message);
    }
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    closeText = reason;
    closeCode.complete(code);
    return WebSocket.Listener.super.onClose(socket, code, reason);
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    closeCode.complete(1006);
  }

  /** Sends a command. */
  public void send(Command command, @Nullable String ref) {
    part(codec.encode(command, ref).text(), true);
  }

  /** Sends a fragment of a frame, or a whole one. */
  public synchronized void part(String text, boolean last) {
    sent = sent.thenCompose(socket -> socket.sendText(text, last));
  }

  /** Waits for the end of the connection: its close code, or 1006. */
  public int closeCode() {
    return closeCode.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Is called with the close code when the connection has ended, or was refused. */
  void onEnd(IntConsumer listener) {
    closeCode.thenAccept(listener::accept);
  }

  /** The text of the close frame, once {@link #closeCode} is known. */
  String closeText() {
    return closeText;
  }

  public boolean isClosed() {
    return closeCode.isDone();
  }

  String subprotocol() {
    return sent.join().getSubprotocol();
  }

  /** Says goodbye. */
  @Override
  public synchronized void close() {
    sent =
        sent.thenCompose(socket -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
            .exceptionally(closedAlready -> null);
  }

  /** Ends the connection without a close frame. */
  public void crash() {
    sent.join().abort();
  }

  /** Ends the connection without a close frame, or the attempt, and waits for nothing. */
  public synchronized void abandon() {
    sent.thenAccept(WebSocket::abort);
  }
}
