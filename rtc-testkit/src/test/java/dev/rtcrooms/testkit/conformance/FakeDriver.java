package dev.rtcrooms.testkit.conformance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A driver of one client, which says hello to each hello, ends its connection when it hears of an
 * end, comes back after each close frame, and tells that it is back; it has a fault. The listeners'
 * methods run on threads of the HTTP client.
 */
final class FakeDriver implements WebSocket.Listener {

  /** What the client does wrong. */
  enum Fault {
    NONE,
    RESUMES_ELSEWHERE,
    COMES_BACK_EARLY,
    COMES_TWICE,
    USES_A_REF_TWICE,
    SENDS_TOO_MUCH,
    SENDS_NO_JSON,
    SENDS_WHILE_IT_WAITS,
    SENDS_BINARY_FRAMES,
    TELLS_ANOTHER_CODE,
    TELLS_TWICE
  }

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Fault fault;
  private final StringBuilder order = new StringBuilder();
  private CompletableFuture<WebSocket> server = new CompletableFuture<>();
  private String id = "";
  private URI address = URI.create("ws://localhost");

  FakeDriver(Fault fault) {
    this.fault = fault;
  }

  /** Connects to the server for drivers. */
  void start(URI drivers) {
    server = HTTP.newWebSocketBuilder().buildAsync(drivers, this);
    server.join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    order.append(part);
    if (last) {
      Map<?, ?> read = (Map<?, ?>) JsonValues.read(order.toString());
      order.setLength(0);
      if ("connect".equals(read.get("do"))) {
        id = read.get("client").toString();
        address = URI.create(read.get("address").toString());
        List<String> name = List.of("rtc-name." + read.get("name"));
        CompletableFuture<WebSocket> first = dial(name);
        if (fault == Fault.COMES_TWICE) {
          first.thenCompose(opened -> dial(name));
        }
      }
    }
    return WebSocket.Listener.super.onText(socket, part, last);
  }

  private CompletableFuture<WebSocket> dial(List<String> fields) {
    return HTTP.newWebSocketBuilder()
        .subprotocols("rtc-rooms.v1", fields.toArray(String[]::new))
        .buildAsync(address, new Ear());
  }

  private synchronized void tell(String kind, String field, Object value) {
    String report = JsonValues.write(Map.of("client", id, "told", kind, field, value));
    server = server.thenCompose(socket -> socket.sendText(report, true));
  }

  /** Hears one connection. */
  private final class Ear implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      List<String> frames = new ArrayList<>();
      if (part.toString().contains("\"waiting\"")) {
        frames.add(fault == Fault.SENDS_WHILE_IT_WAITS ? "{\"type\":\"pong\"}" : "");
      } else if (part.toString().contains("\"hello\"")) {
        tell("open", "recovered", false);
        if (fault == Fault.TELLS_TWICE) {
          tell("open", "recovered", false);
        }
        frames.add(fault == Fault.USES_A_REF_TWICE ? say("x") : "");
        frames.add(fault == Fault.SENDS_TOO_MUCH ? say("y".repeat(300)) : "");
        frames.add(fault == Fault.SENDS_NO_JSON ? "hello" : "");
        frames.add(say("x"));
      } else if (part.toString().contains("\"end\"")) {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
      }
      CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
      if (fault == Fault.SENDS_BINARY_FRAMES) {
        sent = socket.sendBinary(ByteBuffer.allocate(1), true);
      }
      for (String frame : frames) {
        if (!frame.isEmpty()) {
          sent = sent.thenCompose(before -> socket.sendText(frame, true));
        }
      }
      return WebSocket.Listener.super.onText(socket, part, last);
    }

    private String say(String ref) {
      return "{\"type\":\"say\",\"ref\":\"" + ref + "\",\"text\":\"Hi\"}";
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      tell("lost", "code", fault == Fault.TELLS_ANOTHER_CODE ? code + 1 : code);
      long pause = fault == Fault.COMES_BACK_EARLY ? 0 : 210;
      Executor later = CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
      String resume = fault == Fault.RESUMES_ELSEWHERE ? "rtc-resume.e1%3A4" : "rtc-resume.e1%3A3";
      later.execute(() -> dial(List.of(resume)).thenRun(() -> tell("back", "code", code)));
      return WebSocket.Listener.super.onClose(socket, code, reason);
    }
  }
}
