package dev.rtcrooms.browser;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A session of W3C WebDriver BiDi with a browser; for the test's thread. */
final class BiDi implements WebSocket.Listener, AutoCloseable {

  private static final int PATIENCE_SECONDS = 90;

  private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger commands = new AtomicInteger();
  private final StringBuilder message = new StringBuilder();
  private final WebSocket socket;

  BiDi(URI address) {
    socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, this).join();
    JsonObject wanted = new JsonObject();
    wanted.add("capabilities", new JsonObject());
    ask("session.new", wanted);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      hear(JsonParser.parseString(message.toString()).getAsJsonObject());
      message.setLength(0);
    }
    return WebSocket.Listener.super.onText(socket, part, last);
  }

  private void hear(JsonObject heard) {
    if (heard.get("type").getAsString().equals("success")) {
      waiting.remove(heard.get("id").getAsInt()).complete(heard.getAsJsonObject("result"));
    } else if (heard.has("id") && !heard.get("id").isJsonNull()) {
      waiting
          .remove(heard.get("id").getAsInt())
          .completeExceptionally(new AssertionError(heard.toString()));
    }
  }

  /** Gives the browser a command, and waits for its result. */
  JsonObject ask(String method, JsonObject params) {
    int id = commands.incrementAndGet();
    JsonObject command = new JsonObject();
    command.addProperty("id", id);
    command.addProperty("method", method);
    command.add("params", params);
    CompletableFuture<JsonObject> result = new CompletableFuture<>();
    waiting.put(id, result);
    socket.sendText(command.toString(), true).join();
    try {
      return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new AssertionError(method, e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
