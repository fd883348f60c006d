package dev.rtcrooms.examples.owntransport;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.HandshakeField;
import dev.rtcrooms.transport.Outgoing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client for a terminal; any thread. It reconnects when the close reason permits, and receives
 * the missed events.
 */
final class ConsoleClient implements AutoCloseable {

  private static final int LONGEST_FRAME = 16 * 1024 * 1024;

  private final Codec codec = Wire.codec(MessageType.builtIn(), Limits.defaults());
  private final Words words = new Words();
  private final int port;
  private final String address;
  private final Consumer<String> screen;
  private final Executor later;
  private @Nullable Socket socket;
  private @Nullable Position position;
  private boolean left;

  /**
   * Creates a client that is not yet connected.
   *
   * @param port the server's port on this machine
   * @param link a room link or stream link, such as {@code room/UUID}
   * @param name the name that other clients see
   * @param pause the time before each new attempt to connect
   * @param screen receives the text to show
   */
  ConsoleClient(int port, String link, String name, Duration pause, Consumer<String> screen) {
    this.port = port;
    this.screen = screen;
    later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
    // the secret session key tells the server that a new connection is of the same client
    address =
        String.join(
            " ",
            link,
            HandshakeField.NAME.token(name),
            HandshakeField.SESSION.token(UUID.randomUUID().toString()));
  }

  synchronized void connect() throws IOException {
    Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
    socket = opened;
    String resume = position == null ? "" : " " + HandshakeField.RESUME.token(position.toString());
    opened.getOutputStream().write((address + resume + "\n").getBytes(StandardCharsets.UTF_8));
    Thread reader = new Thread(() -> listen(opened), "client of " + port);
    reader.setDaemon(true);
    reader.start();
  }

  void say(String text) throws IOException {
    send(new Say(UUID.randomUUID().toString(), text), UUID.randomUUID().toString());
  }

  private synchronized void send(Command command, @Nullable String ref) throws IOException {
    if (socket == null) {
      throw new IOException("Not connected");
    }
    socket.getOutputStream().write(Wire.line(codec.encode(command, ref)));
  }

  private void listen(Socket from) {
    CloseReason reason = CloseReason.LOST;
    try (from) {
      Lines lines = new Lines(from.getInputStream(), LONGEST_FRAME);
      for (String line = lines.next(); line != null; line = lines.next()) {
        for (Outgoing message : decoded(line)) {
          hear(message);
          reason = message.event() instanceof Goodbye bye ? bye.reason() : reason;
        }
      }
    } catch (IOException e) {
      reason = CloseReason.LOST;
    }
    ended(reason);
  }

  private synchronized void ended(CloseReason reason) {
    if (!left && reason.shouldReconnect()) {
      screen.accept("connection lost");
      later.execute(this::comeBack);
    }
  }

  /** Decodes a line. Messages of types that this client does not know are ignored. */
  private List<Outgoing> decoded(String line) {
    try {
      return codec.decodeEvents(line);
    } catch (RefusalException e) {
      if (e.refusal().code().equals(Refusal.UNKNOWN_TYPE)) {
        return List.of();
      }
      throw e;
    }
  }

  private void hear(Outgoing message) throws IOException {
    Event event = message.event();
    keepPlace(message);
    if (event instanceof Ping) {
      send(new Pong(), null);
    }
    String text = words.of(event);
    if (!text.isEmpty()) {
      screen.accept(text);
    }
  }

  /** Keeps the position: hello contains the epoch, and each recorded event its offset. */
  private synchronized void keepPlace(Outgoing message) {
    if (message.event() instanceof Hello hello) {
      position = hello.position();
    } else if (position != null && message.offset().isPresent()) {
      position = new Position(position.epoch(), message.offset().getAsLong());
    }
  }

  private synchronized void comeBack() {
    if (left) {
      return;
    }
    try {
      connect();
    } catch (IOException e) {
      screen.accept("nobody there; trying again");
      later.execute(this::comeBack);
    }
  }

  /** Leaves the room and does not reconnect. */
  @Override
  public synchronized void close() throws IOException {
    left = true;
    if (socket != null) {
      socket.close();
    }
  }
}
