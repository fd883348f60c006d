package dev.rtcrooms.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.containers.SocketClient;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.HandshakeField;
import dev.rtcrooms.transport.Outgoing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * What every host can do: it makes a room, shows its page, lets two clients talk, recovers what a
 * lost client missed, and closes with codes of the protocol. For one thread.
 */
final class HostVisit implements AutoCloseable {

  private static final String FIELDS = "Sec-WebSocket-Protocol";

  /** More than the text buffer of a container, which may be 8 KiB. */
  private static final int LONG = 20_000;

  private final URI room;
  private final SocketClient ann;

  /**
   * Makes a room, and joins it.
   *
   * @param port of the host
   */
  HostVisit(int port) throws Exception {
    URI create = URI.create("http://127.0.0.1:" + port + "/room/create");
    HttpClient http = HttpClient.newHttpClient();
    HttpResponse<String> created =
        http.send(
            HttpRequest.newBuilder(create).POST(BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    assertThat(created.statusCode()).as(created.body()).isEqualTo(303);
    room = create.resolve(created.headers().firstValue("Location").orElseThrow());
    HttpResponse<String> page =
        http.send(HttpRequest.newBuilder(room).build(), BodyHandlers.ofString());
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    ann = connect(HandshakeField.NAME.token("ann"));
    assertThat(ann.hello().recovered()).isFalse();
  }

  private URI address() {
    return URI.create(room.toString().replaceFirst("^http", "ws") + "/websocket");
  }

  private SocketClient connect(String... fields) {
    return new SocketClient(address(), FIELDS, "rtc-rooms.v1, " + String.join(", ", fields));
  }

  /** Two clients talk; one loses its connection, and resumes. */
  void talk() {
    String session = HandshakeField.SESSION.token("bob".repeat(10));
    SocketClient bob = connect(session);
    Hello hello = bob.hello();
    ann.send(new Say("hello"));
    Outgoing heard = bob.nextMessage(Said.class);
    Position position = new Position(hello.position().epoch(), heard.offset().orElseThrow());
    bob.crash();
    ann.send(new Say("meanwhile"));

    SocketClient back = connect(session, HandshakeField.RESUME.token(position.toString()));
    assertThat(back.hello().recovered()).isTrue();
    assertThat(back.next(Said.class).text()).isEqualTo("meanwhile");
    back.frame("{\"type\":\"say\"," + " ".repeat(LONG) + "\"text\":\"again\"}");
    assertThat(ann.next(Said.class).text()).isEqualTo("hello");
    assertThat(ann.next(Said.class).text()).isEqualTo("meanwhile");
    assertThat(ann.next(Said.class).text()).isEqualTo("again");
    back.close();
  }

  /** The page of another site is told that it may not connect. */
  void refuseForeigners() {
    SocketClient foreigner =
        new SocketClient(address(), FIELDS, "rtc-rooms.v1", "Origin", "https://evil.example");
    assertThat(foreigner.closeCode()).isEqualTo(CloseReason.NOT_ALLOWED.code());
  }

  /** The close code that the client hears when the host ends. */
  int farewell() {
    return ann.closeCode();
  }

  @Override
  public void close() {
    ann.close();
  }
}
