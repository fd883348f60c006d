package dev.rtcrooms.testkit.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One replay of a vector for clients: plays the server and the user. For one thread. */
final class ClientReplay {

  private static final int QUOTED = 20;

  /** Timers of browsers may be this much early. */
  private static final long TOLERANCE_MILLIS = 5;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(ScriptedClient.SECONDS);

  private final String name;
  private final List<VectorStep> steps;
  private final ScriptedServer server;
  private final Placeholders placeholders = new Placeholders();
  private final Map<String, Role> roles = new LinkedHashMap<>();

  /** What a client plays in this vector, and what the server has of it. */
  private static final class Role {
    private final ScriptedClient client;
    private final Set<Object> types = new HashSet<>();
    private final Set<Object> kinds = new HashSet<>();
    private final List<String> heard = new ArrayList<>();
    private @Nullable ScriptedConnection connection;
    private long endedAt;

    Role(ScriptedClient client) {
      this.client = client;
    }

    ScriptedConnection connection() {
      if (connection == null) {
        throw new IllegalArgumentException("No step has accepted a connection");
      }
      return connection;
    }
  }

  ClientReplay(String name, List<VectorStep> steps, ScriptedServer server) {
    this.name = name;
    this.steps = steps;
    this.server = server;
    for (VectorStep step : steps) {
      Role role = roles.computeIfAbsent(step.client(), client -> new Role(server.client()));
      step.strict("receive", "type").ifPresent(role.types::add);
      step.strict("told", "told").ifPresent(role.kinds::add);
    }
  }

  void run() {
    for (int i = 0; i < steps.size(); i++) {
      VectorStep step = steps.get(i);
      Role role = role(step);
      try {
        play(step, role);
        check(role);
      } catch (AssertionError | RuntimeException | IOException e) {
        String fault = role.client.fault();
        String what = fault.isEmpty() ? e.getMessage() : fault; // the cause of the other, if both
        throw new AssertionError(
            name + ": step " + (i + 1) + ", " + step + ": " + what + transcript(role), e);
      }
    }
    for (Role role : roles.values()) {
      if (role.client.hasArrivals()) {
        throw new AssertionError(
            name + ": a connection more than the vector says" + transcript(role));
      }
    }
  }

  private static void check(Role role) {
    if (!role.client.fault().isEmpty()) {
      throw new AssertionError(role.client.fault());
    }
  }

  private static String transcript(Role role) {
    List<String> last =
        role.heard.subList(Math.max(0, role.heard.size() - QUOTED), role.heard.size());
    return "\nIt has sent and told:\n" + String.join("\n", last);
  }

  private Role role(VectorStep step) {
    Role role = roles.get(step.client());
    if (role == null) {
      throw new IllegalStateException(step.client());
    }
    return role;
  }

  private void play(VectorStep step, Role role) throws IOException {
    switch (step.verb()) {
      case "order" -> order(step, role.client);
      case "told" -> expect(step, role, role.kinds, "told", role.client::nextTold);
      case "accept" -> accept(step, role);
      case "refuse" -> role.client.answer(step.number());
      case "refused" -> role.client.awaitRefusals(step.number());
      case "hello" -> role.connection().hello(hello(step));
      case "send" -> send(step, role.connection());
      case "sendBinary" ->
          role.connection().sendBinary(Base64.getDecoder().decode(step.argument().toString()));
      case "receive" -> expect(step, role, role.types, "type", role.connection()::next);
      case "close" -> {
        role.endedAt = System.nanoTime();
        role.connection().close(step.number(), step.field("text").orElse("").toString());
      }
      case "cut" -> {
        role.endedAt = System.nanoTime();
        role.connection().cut();
      }
      case "closed" -> closed(step, role);
      case "repeat" -> placeholders.repeat(step);
      default -> throw new IllegalStateException(step.verb());
    }
  }

  private void send(VectorStep step, ScriptedConnection connection) throws IOException {
    if (step.argument() instanceof Map<?, ?> message && "waiting".equals(message.get("type"))) {
      connection.hold();
    }
    connection.send(placeholders.frame(step.argument()), step.number("frames"));
  }

  private void order(VectorStep step, ScriptedClient client) {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("client", client.id());
    VectorFiles.object(placeholders.fill(step.argument()))
        .forEach((field, value) -> order.put(String.valueOf(field), value));
    if ("connect".equals(order.get("do"))) {
      order.put("address", client.address().toString());
    }
    server.order(order);
  }

  private void accept(VectorStep step, Role role) {
    role.client.answer(0);
    ScriptedConnection connection = role.client.nextConnection();
    role.connection = connection;
    Map<String, Object> handshake = connection.handshake();
    role.heard.add(JsonValues.write(handshake));
    if (!placeholders.match(step.argument(), handshake)) {
      throw new AssertionError("connected with " + JsonValues.write(handshake));
    }
    long pause = (connection.arrivedAt() - role.endedAt) / 1_000_000;
    if (step.field("after").isPresent() && pause + TOLERANCE_MILLIS < step.number("after")) {
      throw new AssertionError("came back after " + pause + " ms");
    }
  }

  private Map<String, Object> hello(VectorStep step) {
    Map<String, Object> hello = new LinkedHashMap<>();
    hello.put("type", "hello");
    hello.put("client", "q0V9mJ3sXb2A");
    hello.put("user", "u-1");
    hello.put("name", "Ann");
    hello.put("role", "participant");
    hello.put("grants", List.of("chat", "join", "publish", "subscribe"));
    hello.put("epoch", "e1");
    hello.put("position", 0L);
    hello.put("recovered", false);
    hello.put(
        "limits",
        Map.of(
            "messageBytes",
            65536L,
            "frameBytes",
            262144L,
            "frameMessages",
            64L,
            "chatText",
            4000L));
    hello.put("heartbeat", 25_000L);
    hello.put("grace", 0L); // else a client bounds its next handshakes to a few seconds
    VectorFiles.object(placeholders.fill(step.argument()))
        .forEach((field, value) -> hello.put(String.valueOf(field), value));
    return hello;
  }

  /** Skips messages of kinds that no step expects of this client. */
  private void expect(
      VectorStep step,
      Role role,
      Set<Object> kinds,
      String field,
      Supplier<@Nullable Map<?, ?>> source) {
    long begun = System.nanoTime();
    Map<?, ?> message;
    do {
      message = source.get();
      if (message == null || System.nanoTime() - begun > PATIENCE_NANOS) {
        throw new AssertionError("it has not come");
      }
      role.heard.add(JsonValues.write(message));
    } while (!kinds.contains(message.get(field)));
    if (!placeholders.match(step.argument(), message)) {
      throw new AssertionError("instead came " + JsonValues.write(message));
    }
  }

  private static void closed(VectorStep step, Role role) {
    long code = role.connection().closeCode();
    role.endedAt = role.connection().endedAt();
    if (!step.several().contains(code)) {
      throw new AssertionError(code == 0 ? "the client does not end it" : "closed with " + code);
    }
  }

  /** Ends the clients; what they still do is of no interest. */
  void close() {
    for (Role role : roles.values()) {
      server.forget(role.client);
    }
  }
}
