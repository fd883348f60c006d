package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.transport.Handshake;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.websocket.jakarta.common.JakartaWebSocketSession;

/** One connection of a browser to a {@link FakeRoom}, as the test's thread sees it. */
public final class FakeConnection extends Endpoint {

  /** As long as a test waits for a page. */
  static final int PATIENCE_SECONDS = 30;

  static final String HANDSHAKE = Handshake.class.getName();

  private static final Gson GSON = new Gson();

  private final Consumer<FakeConnection> opened;
  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final BlockingQueue<CloseReason> ended = new LinkedBlockingQueue<>();
  private final Queue<JsonObject> messages = new ArrayDeque<>();
  private volatile Session session;
  private volatile Consumer<String> sink = frames::add;

  FakeConnection(Consumer<FakeConnection> opened) {
    this.opened = opened;
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    this.session = session;
    session.setMaxTextMessageBufferSize(1024 * 1024);
    session.addMessageHandler(String.class, (MessageHandler.Whole<String>) this::heard);
    opened.accept(this);
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    ended.add(reason);
  }

  private void heard(String frame) {
    sink.accept(frame);
  }

  /** From now on messages go to the consumer, in one of the server's threads. */
  void onMessage(Consumer<JsonObject> consumer) {
    sink = frame -> messages(frame).forEach(consumer);
  }

  /** What the client said of itself. */
  Handshake handshake() {
    return (Handshake) session.getUserProperties().get(HANDSHAKE);
  }

  /** The position from which the client resumes. */
  Optional<String> resume() {
    return handshake().resume().map(Position::toString);
  }

  /** What the address says, or null. */
  String parameter(String name) {
    List<String> values = session.getRequestParameterMap().get(name);
    return values == null ? null : values.get(0);
  }

  /** What stands in a place of the address's path. */
  String pathParameter(String name) {
    return session.getPathParameters().get(name);
  }

  String subprotocol() {
    return session.getNegotiatedSubprotocol();
  }

  /** Waits for the next frame. */
  String frame() throws InterruptedException {
    String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(frame).as("a frame in time").isNotNull();
    return frame;
  }

  /** Waits for the next message. */
  JsonObject next() throws InterruptedException {
    while (messages.isEmpty()) {
      messages(frame()).forEach(messages::add);
    }
    return messages.remove();
  }

  private static Stream<JsonObject> messages(String frame) {
    return Stream.of(frame.split("\n")).map(line -> JsonParser.parseString(line).getAsJsonObject());
  }

  /** Waits for the next message, which must be of this type. */
  JsonObject next(String type) throws InterruptedException {
    JsonObject message = next();
    assertThat(message.get("type").getAsString()).as("%s", message).isEqualTo(type);
    return message;
  }

  /** Greets as a room does, but for what the test says otherwise. */
  void hello(Map<String, ?> changes) {
    Map<String, Object> hello = new HashMap<>();
    hello.put("type", "hello");
    hello.put("client", "me");
    hello.put("user", "ann");
    hello.put("name", "Ann");
    hello.put("role", "participant");
    hello.put("grants", List.of("chat", "join", "publish", "subscribe"));
    hello.put("epoch", "e1");
    hello.put("position", 0);
    hello.put("recovered", false);
    hello.put(
        "limits",
        Map.of("messageBytes", 65536, "frameBytes", 262144, "frameMessages", 64, "chatText", 4000));
    hello.put("heartbeat", 25_000);
    hello.put("grace", 20_000);
    hello.putAll(changes);
    send(hello);
  }

  void hello() {
    hello(Map.of());
  }

  /** Sends messages in one frame. */
  @SafeVarargs
  final void send(Map<String, ?>... messages) {
    frame(Stream.of(messages).map(GSON::toJson).collect(Collectors.joining("\n")));
  }

  void send(JsonObject message) {
    frame(message.toString());
  }

  void frame(String text) {
    try {
      session.getBasicRemote().sendText(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers a command that carried a ref. */
  void reply(JsonObject command) {
    send(Map.of("type", "reply", "ref", command.get("ref").getAsString()));
  }

  void refuse(JsonObject command, String code) {
    send(
        Map.of(
            "type",
            "refusal",
            "ref",
            command.get("ref").getAsString(),
            "code",
            code,
            "text",
            "No: " + code));
  }

  void close(int code, String reason) throws IOException {
    session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
  }

  /** Ends without a close frame. */
  void vanish() {
    ((JakartaWebSocketSession) session).getCoreSession().abort();
  }

  /** Waits for the end, and tells with which code. */
  int closeCode() throws InterruptedException {
    CloseReason reason = ended.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(reason).as("the end in time").isNotNull();
    return reason.getCloseCode().getCode();
  }
}
