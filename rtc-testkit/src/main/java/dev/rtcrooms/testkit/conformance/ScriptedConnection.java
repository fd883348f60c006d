package dev.rtcrooms.testkit.conformance;

import dev.rtcrooms.Role;
import dev.rtcrooms.testkit.websocket.AcceptedSocket;
import dev.rtcrooms.transport.Handshake;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client under test. It checks what holds for all that clients send: frames
 * within the limits of {@code hello}, JSON objects, and a new {@code ref} for each command. {@link
 * #accept} and {@link #run} are for the server's thread, all other methods for the replay's.
 */
final class ScriptedConnection {

  private static final String SUBPROTOCOL = "rtc-rooms.v1";
  private static final String OFFER = "Sec-WebSocket-Protocol";
  private static final int NO_CODE = 1005;
  private static final int LOST = 1006;
  private static final int LONGEST = 16 * 1024 * 1024; // bytes of a frame

  private final AcceptedSocket socket;
  private final long arrivedAt = System.nanoTime();
  private final BlockingQueue<Optional<Map<?, ?>>> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final Set<Object> refs = new HashSet<>();
  private volatile Map<?, ?> limits = Map.of();
  private volatile boolean waiting;
  private volatile boolean closing;
  private volatile long endedAt;
  private final Consumer<String> faults;

  /**
   * Creates a connection that is not accepted yet.
   *
   * @param faults is told what the client does that no client may, in the server's thread
   */
  ScriptedConnection(AcceptedSocket socket, Consumer<String> faults) {
    this.socket = socket;
    this.faults = faults;
  }

  /** Answers the handshake. */
  void accept() throws IOException {
    socket.accept(SUBPROTOCOL);
  }

  /** Reads until the connection ends. */
  void run() throws IOException {
    try {
      while (!closed.isDone()) {
        read(socket.readMessage(LONGEST));
      }
    } finally {
      end(LOST);
      messages.add(Optional.empty());
    }
  }

  private void read(AcceptedSocket.Frame frame) throws IOException {
    switch (frame.opcode()) {
      case AcceptedSocket.TEXT -> hear(frame.payload());
      case AcceptedSocket.CLOSE -> {
        ByteBuffer payload = ByteBuffer.wrap(frame.payload());
        int code = payload.remaining() < 2 ? NO_CODE : payload.getShort() & 0xFFFF;
        end(code); // before the answer, when the client may begin its pause
        if (!closing) { // otherwise it is the answer
          socket.write(AcceptedSocket.CLOSE, true, frame.payload());
        }
      }
      default -> fault("a message with the opcode " + frame.opcode());
    }
  }

  /** The client has broken a rule; nobody needs to wait for its messages any more. */
  private void fault(String what) {
    faults.accept(what);
    messages.add(Optional.empty());
  }

  private void end(int code) {
    if (!closed.isDone()) {
      endedAt = System.nanoTime();
      closed.complete(code);
    }
  }

  private void hear(byte[] frame) {
    List<String> lines =
        new String(frame, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
    if (waiting) {
      fault("a message of a client that must wait");
    }
    check("frameBytes", frame.length);
    check("frameMessages", lines.size());
    for (String line : lines) {
      check("messageBytes", line.getBytes(StandardCharsets.UTF_8).length);
      try {
        Map<?, ?> message = VectorFiles.object(JsonValues.read(line));
        Object ref = message.get("ref");
        if (ref != null && !refs.add(ref)) {
          fault("the ref " + ref + " twice");
        }
        messages.add(Optional.of(message));
      } catch (IllegalArgumentException e) {
        fault(e.getMessage() + ": " + line);
      }
    }
  }

  private void check(String limit, long size) {
    if (limits.get(limit) instanceof Long most && size > most) {
      fault(limit + " is " + most + ", and the client sent " + size);
    }
  }

  /** The fields of the handshake (docs/protocol.md), by name. */
  Map<String, Object> handshake() {
    String offer = socket.header(OFFER);
    if (!List.of(offer.split(",\\s*", -1)).contains(SUBPROTOCOL)) {
      throw new AssertionError("the client does not offer " + SUBPROTOCOL);
    }
    Handshake handshake =
        new Handshake(
            Role.PARTICIPANT, "", null, Map.of(OFFER, List.of(offer)), Map.of(), Map.of());
    Map<String, Object> fields = new HashMap<>();
    handshake.session().ifPresent(session -> fields.put("session", session));
    handshake.resume().ifPresent(position -> fields.put("resume", position.toString()));
    handshake.name().ifPresent(name -> fields.put("name", name));
    handshake.bearer().ifPresent(token -> fields.put("bearer", token));
    return fields;
  }

  /** When the client came, by {@link System#nanoTime()}. */
  long arrivedAt() {
    return arrivedAt;
  }

  /** When the client ended it, by {@link System#nanoTime()}; after {@link #closeCode}. */
  long endedAt() {
    return endedAt;
  }

  /** The client must wait from now on, until {@link #hello}: it may send nothing. */
  void hold() {
    waiting = true;
  }

  /** Sends a {@code hello}, whose limits hold from now on. */
  void hello(Map<?, ?> hello) throws IOException {
    waiting = false;
    limits = VectorFiles.object(hello.get("limits"));
    socket.text(JsonValues.write(hello));
  }

  /** Sends a text in so many frames (RFC 6455 §5.4), which may part a character. */
  void send(String text, int frames) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int from = 0;
    for (int i = 1; i <= frames; i++) {
      int to = bytes.length * i / frames;
      int opcode = i == 1 ? AcceptedSocket.TEXT : AcceptedSocket.CONTINUATION;
      socket.write(opcode, i == frames, Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
  }

  void sendBinary(byte[] bytes) throws IOException {
    socket.write(AcceptedSocket.BINARY, true, bytes);
  }

  /** Sends a close frame, for 1005 one without a code, and waits for the client's. */
  void close(int code, String text) throws IOException {
    closing = true;
    if (code == NO_CODE) {
      socket.write(AcceptedSocket.CLOSE, true, new byte[0]);
    } else {
      socket.close(code, text);
    }
    if (closeCode() == 0) {
      throw new AssertionError("the client does not answer the close frame");
    }
  }

  /** Ends the connection without a close frame. */
  void cut() throws IOException {
    socket.cut();
  }

  /** Waits for the next message; null if none comes, also because the connection has ended. */
  @Nullable Map<?, ?> next() {
    try {
      Optional<Map<?, ?>> message = messages.poll(ScriptedClient.SECONDS, TimeUnit.SECONDS);
      return message == null ? null : message.orElse(null);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Waits for the client's close frame.
   *
   * @return its code, 1006 if the connection ends without one, or 0 if nothing comes
   */
  int closeCode() {
    return closed.copy().completeOnTimeout(0, ScriptedClient.SECONDS, TimeUnit.SECONDS).join();
  }
}
