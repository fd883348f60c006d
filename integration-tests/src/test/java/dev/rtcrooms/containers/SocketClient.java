package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Outgoing;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A client that keeps to the protocol, on a real socket; for the test's thread. */
public final class SocketClient implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;
  private static final JsonCodec CODEC =
      new JsonCodec(
          Stream.concat(
                  MessageType.builtIn().stream(),
                  Stream.of(Shouting.Shout.TYPE, Shouting.Heard.TYPE))
              .toList());

  private final BlockingQueue<Outgoing> inbox = new LinkedBlockingQueue<>();
  private final RoomSocket socket;
  private String id = "";

  /**
   * Connects without waiting for the answer.
   *
   * @param target path and query
   * @param headers names and values
   */
  SocketClient(int port, String target, String... headers) {
    this(RoomSocket.HTTP, URI.create("ws://localhost:" + port + target), headers);
  }

  /**
   * Connects without waiting for the answer.
   *
   * @param address {@code ws}, or {@code wss}
   * @param headers names and values
   */
  public SocketClient(URI address, String... headers) {
    this(RoomSocket.HTTP, address, headers);
  }

  /** Connects as another kind of client, perhaps over TLS. */
  SocketClient(HttpClient http, URI address, String... headers) {
    socket = new RoomSocket(http, address, CODEC, inbox::add, headers);
  }

  public void send(Command command) {
    socket.send(command, null);
  }

  public void frame(String text) {
    socket.part(text, true);
  }

  void part(String text, boolean last) {
    socket.part(text, last);
  }

  /** Waits for the greeting. */
  public Hello hello() {
    Hello hello = next(Hello.class);
    id = hello.member().client();
    return hello;
  }

  /** Its client id, once it has been greeted. */
  String id() {
    return id;
  }

  /** Waits for the next event of a kind, and passes over others. */
  public <E extends Event> E next(Class<E> type) {
    return type.cast(nextMessage(type).event());
  }

  public Outgoing nextMessage(Class<? extends Event> type) {
    try {
      Outgoing message;
      do {
        message = inbox.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("the next %s; closed: %s", type, socket.isClosed()).isNotNull();
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
  public int closeCode() {
    return socket.closeCode();
  }

  /** Waits for the end of the connection: why the server closed it. */
  CloseReason closing() {
    return new CloseReason(socket.closeCode(), socket.closeText());
  }

  String subprotocol() {
    return socket.subprotocol();
  }

  /** Says goodbye. */
  @Override
  public void close() {
    socket.close();
  }

  /** Ends the connection without a close frame. */
  public void crash() {
    socket.crash();
  }
}
