package dev.rtcrooms.javaclient;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.client.Reply;
import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.client.RoomClientBuilder;
import dev.rtcrooms.client.State;
import dev.rtcrooms.client.StateChange;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.transport.Inbound;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A driver of {@link RoomClient} for the conformance vectors for clients, as {@code
 * docs/conformance.md} describes it. The listener's methods run on a thread of the HTTP client.
 */
final class Driver implements WebSocket.Listener, AutoCloseable {

  private static final JsonCodec CODEC = new JsonCodec(MessageType.builtIn());

  private final Map<String, RoomClient> clients = new ConcurrentHashMap<>();
  private final StringBuilder order = new StringBuilder();
  private CompletableFuture<WebSocket> sent = new CompletableFuture<>();

  private Driver() {}

  static Driver connect(URI server) {
    Driver driver = new Driver();
    driver.begin(HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(server, driver));
    return driver;
  }

  private synchronized void begin(CompletableFuture<WebSocket> opened) {
    sent = opened;
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    order.append(part);
    if (last) {
      obey(JsonParser.parseString(order.toString()).getAsJsonObject());
      order.setLength(0);
    }
    return WebSocket.Listener.super.onText(socket, part, last);
  }

  private void obey(JsonObject order) {
    String id = order.get("client").getAsString();
    RoomClient client = clients.get(id);
    switch (order.get("do").getAsString()) {
      case "connect" -> clients.put(id, connect(id, order));
      case "say" -> answer(id, order, client.say(order.get("text").getAsString()));
      case "send" -> answer(id, order, client.send(command(order.get("message"))));
      case "leave" -> {
        if (client != null) {
          client.close();
        }
      }
      default -> throw new IllegalArgumentException(order.toString());
    }
  }

  private RoomClient connect(String id, JsonObject order) {
    RoomClientBuilder settings =
        RoomClient.builder(URI.create(order.get("address").getAsString()))
            .backoff(Duration.ofMillis(1), Duration.ofMillis(20))
            .on(Hello.class, (hello, number) -> tell(id, "open", "recovered", hello.recovered()))
            .on(
                Said.class,
                (said, number) ->
                    tell(id, "said", "text", said.text(), "number", number == 0 ? null : number))
            .onState(change -> changed(id, change));
    if (order.has("name")) {
      settings.name(order.get("name").getAsString());
    }
    if (order.has("tokens")) {
      Queue<String> tokens = new ArrayDeque<>();
      order.getAsJsonArray("tokens").forEach(token -> tokens.add(token.getAsString()));
      settings.token(
          () ->
              CompletableFuture.completedStage(tokens.size() > 1 ? tokens.poll() : tokens.peek()));
    }
    RoomClient client = settings.build();
    client.connect();
    return client;
  }

  private void changed(String id, StateChange change) {
    if (change.state() == State.WAITING) {
      tell(id, "waiting");
    } else if (change.reason().isPresent()) {
      String kind = change.state() == State.CLOSED ? "closed" : "lost";
      tell(id, kind, "code", change.reason().get().code());
    }
  }

  private static Command command(JsonElement message) {
    Inbound.Accepted read = (Inbound.Accepted) CODEC.decodeCommands(message.toString()).get(0);
    return read.command();
  }

  private void answer(String id, JsonObject order, CompletableFuture<Reply> answer) {
    String as = order.get("as").getAsString();
    answer.whenComplete(
        (reply, failure) -> {
          Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
          if (reply != null) {
            Long recorded = reply.recorded().isPresent() ? reply.recorded().getAsLong() : null;
            tell(id, "reply", "as", as, "recorded", recorded);
          } else if (cause instanceof RefusalException refused) {
            Long wait = refused.refusal().retryAfter().map(Duration::toMillis).orElse(null);
            tell(id, "refusal", "as", as, "code", refused.refusal().code(), "retryAfter", wait);
          } else {
            tell(id, "failed", "as", as);
          }
        });
  }

  /** Fields are names and values in turn. */
  private synchronized void tell(String id, String kind, Object... fields) {
    JsonObject report = new JsonObject();
    report.addProperty("client", id);
    report.addProperty("told", kind);
    for (int i = 0; i < fields.length; i += 2) {
      String name = (String) fields[i];
      if (fields[i + 1] instanceof Number number) {
        report.addProperty(name, number);
      } else if (fields[i + 1] instanceof Boolean bool) {
        report.addProperty(name, bool);
      } else if (fields[i + 1] != null) {
        report.addProperty(name, fields[i + 1].toString());
      }
    }
    sent = sent.thenCompose(socket -> socket.sendText(report.toString(), true));
  }

  @Override
  public synchronized void close() {
    clients.values().forEach(RoomClient::close);
    sent.thenAccept(WebSocket::abort);
  }
}
