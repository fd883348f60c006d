package dev.rtcrooms.examples.quickstart;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** One participant of a new room, over the JDK's own WebSocket. */
final class SocketListener implements WebSocket.Listener {

  private static final long SECONDS = 20;

  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();

  private volatile String reason = "";

  static SocketListener connect(String url) {
    SocketListener listener = new SocketListener();
    URI address =
        URI.create(url.replaceFirst("http", "ws") + "room/" + UUID.randomUUID() + "/websocket");
    HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .subprotocols("rtc-rooms.v1")
        .buildAsync(address, listener)
        .join();
    return listener;
  }

  /** The text of the close frame. */
  String reason() {
    return reason;
  }

  String awaitHello() throws Exception {
    return first.get(SECONDS, TimeUnit.SECONDS);
  }

  int awaitClose() throws Exception {
    return closed.get(SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
    first.complete(text.toString());
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    this.reason = reason;
    closed.complete(status);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    closed.completeExceptionally(error);
  }
}
