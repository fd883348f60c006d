package dev.rtcrooms.containers;

import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.HandshakeField;
import dev.rtcrooms.transport.Outgoing;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client on a real socket that comes back whenever its connection is lost, as the browser client
 * does: with its session key and its position, and it says again what has had no answer. It checks
 * what it hears against the promises of the protocol. Any thread.
 */
final class ReturningClient implements AutoCloseable {

  /** How long a server that sends a heartbeat each second may be silent. */
  private static final long PATIENCE_NANOS = Duration.ofSeconds(4).toNanos();

  private static final int WATCH_MILLIS = 250;
  private static final int LONGEST_PAUSE_MILLIS = 200;

  private static final JsonCodec CODEC = new JsonCodec(MessageType.builtIn());

  private final URI address;
  private final String session;
  private final ScheduledExecutorService timer;
  private final Map<String, Say> unanswered = new LinkedHashMap<>();

  /** The ids of what was said, by the ref of this connection. */
  private final Map<String, String> asked = new HashMap<>();

  private final List<String> said = new ArrayList<>();
  private final Map<String, Long> answers = new HashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private @Nullable RoomSocket socket;
  private @Nullable Position position;
  private int attempt;
  private int refs;
  private int recoveries;
  private boolean open;
  private boolean left;
  private long heardAt;

  /**
   * What was heard without a gap, as the client was told.
   *
   * @param after the offset before the first event
   * @param ids the messages' own ids, by offset
   */
  record Part(long after, Map<Long, String> ids) {}

  /**
   * Connects without waiting for the answer.
   *
   * @param session its session key
   * @param timer for its pauses
   */
  ReturningClient(int port, String target, String session, ScheduledExecutorService timer) {
    this.address = URI.create("ws://localhost:" + port + target);
    this.session = session;
    this.timer = timer;
    connect();
    timer.scheduleWithFixedDelay(this::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void connect() {
    if (left) {
      return;
    }
    int number = ++attempt;
    heardAt = System.nanoTime();
    asked.clear();
    String fields = "rtc-rooms.v1, " + HandshakeField.SESSION.token(session);
    if (position != null) {
      fields += ", " + HandshakeField.RESUME.token(position.toString());
    }
    RoomSocket next =
        new RoomSocket(
            address, CODEC, message -> hear(number, message), ContainerTest.SUBPROTOCOLS, fields);
    socket = next;
    next.onEnd(code -> lost(number, code));
  }

  /** A network that loses everything tells nobody. */
  private synchronized void watch() {
    if (!left && socket != null && System.nanoTime() - heardAt > PATIENCE_NANOS) {
      lost(attempt, 1006);
    }
  }

  private synchronized void lost(int number, int code) {
    if (number != attempt || socket == null || left) {
      return;
    }
    if (code != 1006 && (code < 4000 || code > 4499)) {
      broken.add("closed with " + code);
    }
    socket.abandon();
    socket = null;
    open = false;
    timer.schedule(
        this::connect, (long) (Math.random() * LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
  }

  private synchronized void hear(int number, Outgoing message) {
    if (number != attempt || socket == null) {
      return; // this connection was given up
    }
    heardAt = System.nanoTime();
    message.offset().ifPresent(offset -> record(offset, message));
    if (message.event() instanceof Hello hello) {
      greeted(hello);
    } else if (message.event() instanceof Replied reply) {
      answered(reply);
    } else if (message.event() instanceof Refused refusal) {
      broken.add("refused: " + refusal);
    }
  }

  private void greeted(Hello hello) {
    if (hello.recovered()) {
      recoveries++;
      check(hello.position().equals(position), "recovered from elsewhere");
    } else {
      position = hello.position();
      parts.add(new Part(position.offset(), new LinkedHashMap<>()));
    }
    open = true;
    unanswered.values().forEach(this::ask);
  }

  private void record(long offset, Outgoing message) {
    if (position == null) {
      broken.add("an event before hello");
      return;
    }
    check(offset > position.offset(), "heard twice: " + offset);
    position = new Position(position.epoch(), offset);
    if (message.event() instanceof Said event) {
      parts.get(parts.size() - 1).ids.put(offset, String.valueOf(event.id()));
    }
  }

  private void answered(Replied reply) {
    String id = asked.remove(reply.ref());
    check(id != null, "an answer to nothing, or a second one: " + reply.ref());
    Long recorded = reply.recorded();
    check(recorded != null, "an answer without a number");
    if (id != null && recorded != null && position != null) {
      check(recorded <= position.offset(), "an answer before its event");
      answers.put(id, recorded);
      unanswered.remove(id);
    }
  }

  private void check(boolean right, String complaint) {
    if (!right) {
      broken.add(complaint);
    }
  }

  /** Says something now, or as soon as there is a connection, until it is answered. */
  synchronized void say(String id, String text) {
    Say say = new Say(id, text);
    said.add(id);
    unanswered.put(id, say);
    if (open) {
      ask(say);
    }
  }

  private void ask(Say say) {
    String ref = Integer.toString(++refs);
    asked.put(ref, String.valueOf(say.id()));
    if (socket != null) {
      socket.send(say, ref);
    }
  }

  /** How much was said that has no answer. */
  synchronized int unanswered() {
    return unanswered.size();
  }

  /** The offset of the last event that was heard. */
  synchronized long offset() {
    return position == null ? 0 : position.offset();
  }

  /** The ids of all that it wanted to say, in order. */
  synchronized List<String> said() {
    return List.copyOf(said);
  }

  /** The number of each message that it has said, by id. */
  synchronized Map<String, Long> answers() {
    return Map.copyOf(answers);
  }

  synchronized List<Part> parts() {
    return List.copyOf(parts);
  }

  /** How often it was told that it missed nothing. */
  synchronized int recoveries() {
    return recoveries;
  }

  /** Which promises were broken. */
  synchronized List<String> broken() {
    return List.copyOf(broken);
  }

  /** Says goodbye. */
  @Override
  public synchronized void close() {
    left = true;
    if (socket != null) {
      socket.close();
    }
  }
}
