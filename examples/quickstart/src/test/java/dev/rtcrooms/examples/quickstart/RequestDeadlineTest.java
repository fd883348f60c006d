package dev.rtcrooms.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RequestDeadlineTest {

  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final Rooms rooms = RtcRooms.builder().secret("a secret of the tests").build();
  private JettyCarrier jetty;

  @BeforeEach
  void start() throws IOException {
    Options options = Options.defaults().withPort(0);
    jetty = new JettyCarrier(rooms, options, new Site(options, List.of()), Duration.ofMillis(500));
  }

  @AfterEach
  void stop() throws InterruptedException {
    jetty.stop();
    rooms.close();
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void aRequestInSmallPiecesIsEndedAndNothingElseIs() throws Exception {
    CompletableFuture<String> pong = new CompletableFuture<>();
    WebSocket webSocket = webSocket(pong);
    try (Socket patient = connect();
        Socket slow = connect()) {
      patient.setSoTimeout(0);
      get(patient);
      slow.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      while (!hasEnded(slow)) {
        write(slow);
      }

      get(patient);
      webSocket.sendPing(ByteBuffer.wrap("still here".getBytes(StandardCharsets.US_ASCII)));
      assertThat(pong.get(60, TimeUnit.SECONDS)).isEqualTo("still here");
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("localhost", jetty.port());
    socket.setSoTimeout(50);
    return socket;
  }

  /** Gets a page by a connection that stays open, as far as the end of its headers. */
  private static void get(Socket socket) throws IOException {
    socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("</html>") < 0) {
      byte[] piece = new byte[4096];
      int length = socket.getInputStream().read(piece);
      assertThat(length).isPositive();
      answer.append(new String(piece, 0, length, StandardCharsets.ISO_8859_1));
    }
    assertThat(answer).startsWith("HTTP/1.1 200");
  }

  private static void write(Socket socket) {
    try {
      socket.getOutputStream().write('x');
    } catch (IOException e) {
      // it has just been ended, as the next read tells
    }
  }

  private static boolean hasEnded(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private WebSocket webSocket(CompletableFuture<String> pong) throws Exception {
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            pong.complete(StandardCharsets.US_ASCII.decode(message).toString());
            return null;
          }
        };
    URI room =
        URI.create(
            "ws://localhost:%d/room/%s/websocket".formatted(jetty.port(), UUID.randomUUID()));
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .subprotocols("rtc-rooms.v1")
        .buildAsync(room, listener)
        .get(60, TimeUnit.SECONDS);
  }
}
