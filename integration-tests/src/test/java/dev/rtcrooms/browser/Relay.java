package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two connections in a {@link FakeRoom} and the signals between them. It can keep back what comes
 * until both sides have offered, so that each offer meets the other's. Thread-safe.
 */
final class Relay {

  /** What is done about two offers that meet. */
  enum Glare {
    /** The impolite side's offer goes on, the polite one's is refused: so does the real server. */
    ARBITRATED,
    /** Both go on, and the browsers must come to terms by themselves (W3C perfect negotiation). */
    LEFT_TO_BROWSERS
  }

  static final String POLITE = "polite";
  static final String IMPOLITE = "impolite";

  private static final Duration PATIENCE = Duration.ofSeconds(FakeConnection.PATIENCE_SECONDS);

  private static final Pattern UFRAG = Pattern.compile("a=ice-ufrag:(\\S+)");

  private record Heard(String from, JsonObject message) {}

  private final Glare glare;
  private final Map<String, FakeConnection> connections = new HashMap<>();
  private final List<Heard> all = new ArrayList<>();
  private final List<Heard> held = new ArrayList<>();
  private final Set<String> offering = new HashSet<>();
  private final Set<String> dropped = new HashSet<>();
  private final Set<String> publishing = new HashSet<>();
  private boolean holding;
  private int negotiation = 100;

  Relay(Glare glare) {
    this.glare = glare;
  }

  synchronized void join(String client, FakeConnection connection, Map<String, ?> hello) {
    connections.put(client, connection);
    Map<String, Object> changes = new HashMap<>(hello);
    changes.put("client", client);
    connection.onMessage(message -> hear(client, message)); // it speaks as soon as it is greeted
    connection.hello(changes);
    connection.send(Map.of("type", "streams", "iceServers", List.of(), "publishers", List.of()));
  }

  /** From now on, the first offer waits for the other side's. */
  synchronized void holdOffers() {
    holding = true;
  }

  /** Tells each of the other; who publishes is told before. */
  synchronized void connect() {
    negotiation++;
    connect(POLITE, IMPOLITE, true);
    connect(IMPOLITE, POLITE, false);
  }

  private void connect(String client, String peer, boolean polite) {
    Map<String, ?> connect =
        Map.of("type", "connect", "peer", peer, "polite", polite, "negotiation", negotiation);
    connections.get(client).send(connect);
  }

  synchronized void vanish(String client) {
    connections.remove(client).vanish();
  }

  synchronized void broadcast(Map<String, ?> event) {
    connections.values().forEach(connection -> connection.send(event));
  }

  /** All signals of a kind that came from a client. */
  synchronized List<JsonObject> from(String client, String type) {
    return all.stream()
        .filter(heard -> heard.from.equals(client) && type(heard.message).equals(type))
        .map(Heard::message)
        .toList();
  }

  /** Waits until so many offers have been answered. */
  void awaitAnswers(int count) throws InterruptedException {
    await(
        count + " answers",
        () -> from(POLITE, "answer").size() + from(IMPOLITE, "answer").size() >= count);
  }

  /** Waits until a client has said that it has found all of its candidates. */
  void awaitEndOfCandidates(String client) throws InterruptedException {
    await(
        "the end of candidates of the " + client + " one",
        () ->
            from(client, "candidate").stream()
                .anyMatch(candidate -> candidate.get("candidate").isJsonNull()));
  }

  private synchronized void await(String what, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      long rest = deadline - System.nanoTime();
      assertThat(rest).as("nanoseconds left to wait for %s", what).isPositive();
      TimeUnit.NANOSECONDS.timedWait(this, rest);
    }
  }

  private synchronized void hear(String from, JsonObject message) {
    all.add(new Heard(from, message));
    notifyAll();
    switch (type(message)) {
      case "publish" -> publish(from, message);
      case "unpublish" -> unpublish(from, message);
      case "offer", "answer", "candidate" -> signal(new Heard(from, message));
      default -> connections.get(from).reply(message);
    }
  }

  private void publish(String from, JsonObject message) {
    publishing.add(from);
    broadcast(Map.of("type", "published", "client", from, "user", from, "name", from));
    connections.get(from).reply(message);
  }

  /**
   * As the real server does: the connection ends, and a new one is made for who still publishes.
   */
  private void unpublish(String from, JsonObject message) {
    publishing.remove(from);
    broadcast(Map.of("type", "unpublished", "client", from, "user", from, "name", from));
    connections.get(POLITE).send(Map.of("type", "disconnect", "peer", IMPOLITE));
    connections.get(IMPOLITE).send(Map.of("type", "disconnect", "peer", POLITE));
    if (!publishing.isEmpty()) {
      connect();
    }
    connections.get(from).reply(message);
  }

  private void signal(Heard heard) {
    if (!holding) {
      relay(heard);
      return;
    }
    held.add(heard);
    if (type(heard.message).equals("offer") && offering.add(heard.from) && offering.size() == 2) {
      holding = false;
      offering.clear();
      List<Heard> both = List.copyOf(held);
      held.clear();
      both.forEach(glare == Glare.ARBITRATED ? this::arbitrate : this::relay);
    }
  }

  private void arbitrate(Heard heard) {
    if (heard.from.equals(POLITE) && type(heard.message).equals("offer")) {
      dropped.add(ufrag(heard.message));
      connections.get(POLITE).refuse(heard.message, "glare");
    } else {
      relay(heard);
    }
  }

  private void relay(Heard heard) {
    connections.get(heard.from).reply(heard.message);
    if (dropped.contains(ufrag(heard.message))) {
      return;
    }
    JsonObject relayed = heard.message.deepCopy();
    relayed.remove("ref");
    if (relayed.has("sdp")) { // candidates that were quick are in there too, but must trickle
      String sdp = relayed.get("sdp").getAsString();
      relayed.addProperty("sdp", sdp.replaceAll("a=candidate:[^\n]*\n", ""));
    }
    relayed.addProperty("peer", heard.from);
    if (type(relayed).equals("offer")) {
      relayed.addProperty("negotiation", ++negotiation);
    }
    connections.get(heard.from.equals(POLITE) ? IMPOLITE : POLITE).send(relayed);
  }

  private static String type(JsonObject message) {
    return message.get("type").getAsString();
  }

  private static String ufrag(JsonObject signal) {
    if (signal.has("sdp")) {
      Matcher ufrag = UFRAG.matcher(signal.get("sdp").getAsString());
      return ufrag.find() ? ufrag.group(1) : "";
    }
    JsonElement candidate = signal.get("candidate");
    return candidate.isJsonObject()
        ? candidate.getAsJsonObject().get("usernameFragment").getAsString()
        : "";
  }
}
