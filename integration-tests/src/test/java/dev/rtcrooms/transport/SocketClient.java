package dev.rtcrooms.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.spi.Outgoing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A client that keeps to the protocol, on a real socket; for the test's thread. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;
  private static final JsonCodec CODEC =
      new JsonCodec(
          Stream.concat(
                  MessageType.builtIn().stream(),
                  Stream.of(Shouting.Shout.TYPE, Shouting.Heard.TYPE))
              .toList());
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .executor(
              Executors.newFixedThreadPool(
                  4,
                  task -> {
                    Thread thread = new Thread(task, "socket-client");
                    thread.setDaemon(true);
                    return thread;
                  }))
          .build();

  private final BlockingQueue<Outgoing> inbox = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private final StringBuilder frame = new StringBuilder();
  private CompletableFuture<WebSocket> sent;
  private String id = "";

  /**
   * Connects without waiting for the answer.
   *
   * @param target path and query
   * @param headers names and values
   */
  SocketClient(int port, String target, String... headers) {
    this(HTTP, URI.create("ws://localhost:" + port + target), headers);
  }

  /** Connects as another kind of client, perhaps over TLS. */
  SocketClient(HttpClient http, URI address, String... headers) {
    WebSocket.Builder builder = http.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    sent = builder.buildAsync(address, this);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    frame.append(part);
    if (last) {
      String text = frame.toString();
      frame.setLength(0);
      CODEC.decodeEvents(text).forEach(this::hear);
    }
    return WebSocket.Listener.super.onText(socket, part, last);
  }

  private void hear(Outgoing message) {
    if (message.event() instanceof Ping) {
      send(new Pong());
    } else {
      inbox.add(message);
    }
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    closeCode.complete(code);
    return WebSocket.Listener.super.onClose(socket, code, reason);
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    closeCode.complete(1006);
  }

  void send(Command command) {
    frame(CODEC.encode(command, null).text());
  }

  synchronized void frame(String text) {
    part(text, true);
  }

  synchronized void part(String text, boolean last) {
    sent = sent.thenCompose(socket -> socket.sendText(text, last));
  }

  /** Waits for the greeting. */
  Hello hello() {
    Hello hello = next(Hello.class);
    id = hello.member().client();
    return hello;
  }

  /** Its client id, once it has been greeted. */
  String id() {
    return id;
  }

  /** Waits for the next event of a kind, and passes over others. */
  <E extends Event> E next(Class<E> type) {
    return type.cast(nextMessage(type).event());
  }

  Outgoing nextMessage(Class<? extends Event> type) {
    try {
      Outgoing message;
      do {
        message = inbox.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("the next %s, close code %s", type, closeCode).isNotNull();
      } while (!type.isInstance(message.event()));
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What has been heard up to now and was not asked for yet. */
  List<Event> drain() {
    List<Outgoing> heard = new ArrayList<>();
    inbox.drainTo(heard);
    return heard.stream().map(Outgoing::event).toList();
  }

  /** Waits for the end of the connection: its close code, or 1006. */
  int closeCode() {
    return closeCode.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  String subprotocol() {
    return sent.join().getSubprotocol();
  }

  /** Says goodbye. */
  @Override
  public void close() {
    sent.thenCompose(socket -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
        .exceptionally(closedAlready -> null);
  }

  /** Ends the connection without a close frame. */
  void crash() {
    sent.join().abort();
  }
}
