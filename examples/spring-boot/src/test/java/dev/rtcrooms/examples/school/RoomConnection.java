package dev.rtcrooms.examples.school;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket to a room that keeps what it hears; for the test's thread. */
final class RoomConnection implements WebSocket.Listener {

  private static final int PATIENCE_SECONDS = 60;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private final StringBuilder frame = new StringBuilder();
  private WebSocket socket;

  private RoomConnection() {}

  static RoomConnection open(HttpClient http, URI address, String... headers) throws Exception {
    RoomConnection connection = new RoomConnection();
    WebSocket.Builder builder = http.newWebSocketBuilder().subprotocols("rtc-rooms.v1");
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    connection.socket =
        builder.buildAsync(address, connection).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return connection;
  }

  void send(String message) throws Exception {
    socket.sendText(message, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Waits for the next message of a type. */
  String next(String type) throws InterruptedException {
    String line;
    do {
      line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("No " + type + "; closed: " + closeCode);
      }
    } while (!line.contains("\"type\":\"" + type + "\""));
    return line;
  }

  /** Waits for the end of the connection; 1006 if there was no close frame. */
  int closeCode() throws Exception {
    return closeCode.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    frame.append(part);
    if (last) {
      frame.toString().lines().forEach(lines::add);
      frame.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closeCode.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closeCode.complete(1006);
  }
}
