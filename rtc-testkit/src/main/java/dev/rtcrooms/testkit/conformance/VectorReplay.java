package dev.rtcrooms.testkit.conformance;

import dev.rtcrooms.Role;
import dev.rtcrooms.transport.HandshakeField;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One replay of a vector: plays all of its clients. For one thread. */
final class VectorReplay {

  private static final String SUBPROTOCOL = "rtc-rooms.v1";
  private static final int QUOTED = 20;

  private final String name;
  private final List<VectorStep> steps;
  private final ConformanceServer server;
  private final Placeholders placeholders = new Placeholders();
  private final Map<String, VectorSocket> sockets = new HashMap<>();
  private final Map<String, List<String>> heard = new HashMap<>();
  private final Map<String, Set<Object>> strictTypes = new HashMap<>();

  VectorReplay(String name, List<VectorStep> steps, ConformanceServer server) {
    this.name = name;
    this.steps = steps;
    this.server = server;
    for (VectorStep step : steps) {
      Set<Object> types = strictTypes.computeIfAbsent(step.client(), client -> new HashSet<>());
      step.strict("receive", "type").ifPresent(types::add);
    }
  }

  void run() {
    for (int i = 0; i < steps.size(); i++) {
      VectorStep step = steps.get(i);
      try {
        play(step);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            name + ": step " + (i + 1) + ", " + step + ": " + e.getMessage() + transcript(step), e);
      }
    }
  }

  private String transcript(VectorStep step) {
    List<String> all = heard.getOrDefault(step.client(), List.of());
    List<String> last = all.subList(Math.max(0, all.size() - QUOTED), all.size());
    VectorSocket socket = sockets.get(step.client());
    return "\n"
        + step.client()
        + (socket == null ? " is not connected" : " is " + socket.state())
        + " and heard:\n"
        + String.join("\n", last);
  }

  private void play(VectorStep step) {
    switch (step.verb()) {
      case "connect" -> connect(step);
      case "send" -> socket(step).send(placeholders.frame(step.argument()));
      case "sendBinary" ->
          socket(step).sendBinary(Base64.getDecoder().decode(step.argument().toString()));
      case "receive" -> receive(step);
      case "eventually" -> eventually(step);
      case "closed" -> closed(step);
      case "leave" -> socket(step).leave(step.number());
      case "crash" -> socket(step).crash();
      case "repeat" -> placeholders.repeat(step);
      default -> throw new IllegalStateException(step.verb());
    }
  }

  private void connect(VectorStep step) {
    Role role = Role.valueOf(step.argument().toString().toUpperCase(Locale.ROOT));
    List<String> protocols = new ArrayList<>();
    step.field("protocols")
        .ifPresentOrElse(
            own -> ((List<?>) own).forEach(p -> protocols.add(filled(p))),
            () -> protocols.add(SUBPROTOCOL));
    for (HandshakeField field : HandshakeField.values()) {
      step.field(field.name().toLowerCase(Locale.ROOT))
          .ifPresent(value -> protocols.add(field.token(filled(value))));
    }
    VectorSocket before =
        sockets.put(step.client(), new VectorSocket(server.address(role), protocols));
    if (before != null) {
      before.abandon();
    }
  }

  private String filled(Object template) {
    return placeholders.fill(template).toString();
  }

  /** Skips messages of types that no step expects of this client. */
  private void receive(VectorStep step) {
    Set<Object> types = strictTypes.getOrDefault(step.client(), Set.of());
    Map<?, ?> message;
    do {
      message = next(step);
    } while (!types.contains(message.get("type")));
    if (!placeholders.match(step.argument(), message)) {
      throw new AssertionError("received " + JsonValues.write(message));
    }
  }

  /** Skips messages that do not match, but none that another step may expect. */
  private void eventually(VectorStep step) {
    Set<Object> types = strictTypes.getOrDefault(step.client(), Set.of());
    Map<?, ?> message = next(step);
    while (!placeholders.match(step.argument(), message)) {
      if (types.contains(message.get("type"))) {
        throw new AssertionError("received " + JsonValues.write(message));
      }
      message = next(step);
    }
  }

  private Map<?, ?> next(VectorStep step) {
    Map<?, ?> message = socket(step).next();
    if (message == null) {
      throw new AssertionError("nothing more was received");
    }
    heard
        .computeIfAbsent(step.client(), client -> new ArrayList<>())
        .add(JsonValues.write(message));
    return message;
  }

  private void closed(VectorStep step) {
    long code = socket(step).closeCode();
    if (!step.several().contains(code)) {
      throw new AssertionError("closed with " + code);
    }
  }

  private VectorSocket socket(VectorStep step) {
    VectorSocket socket = sockets.get(step.client());
    if (socket == null) {
      throw new IllegalArgumentException("The client is not connected");
    }
    return socket;
  }

  void close() {
    sockets.values().forEach(VectorSocket::abandon);
  }
}
