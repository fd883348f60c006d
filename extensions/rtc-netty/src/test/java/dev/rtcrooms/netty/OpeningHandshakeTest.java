package dev.rtcrooms.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.testkit.TestRooms;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is answered to a request for a WebSocket, as RFC 6455 §4.2 has it. */
class OpeningHandshakeTest {

  private static final String TARGET = "/room/" + TestRooms.id("lobby") + "/websocket";
  private static final String GOOD = Wire.upgrade(TARGET);

  @RegisterExtension final TestRooms rooms = TestRooms.with(RtcRooms.builder());

  private String answer(String request) {
    Wire wire = Wire.to(rooms);
    wire.send(request);
    return wire.receivedText();
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.substring("HTTP/1.1 ".length()).substring(0, 3));
  }

  @Test
  void theKeyIsAnsweredAsInTheRfc() {
    assertThat(answer(GOOD))
        .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
        .contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
        .doesNotContain("sec-websocket-protocol", "sec-websocket-extensions", "content-length");
  }

  @ParameterizedTest
  @CsvSource({
    "Host: app.example, X: y, 400",
    "keep-alive^ Upgrade, keep-alive, 400",
    "dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25j, 400",
    "dGhlIHNhbXBsZSBub25jZQ==, !, 400",
    "Sec-WebSocket-Key, X-Key, 400",
    "HTTP/1.1, HTTP/1.0, 400",
    "Version: 13, Version: 8, 426",
    "Upgrade: websocket, Upgrade: h2c, 426",
    "GET, POST, 405",
  })
  void whatIsNoHandshakeIsRefused(String good, String bad, int status) {
    String request = GOOD.replace(good.replace('^', ','), bad);
    assertThat(request).isNotEqualTo(GOOD);

    assertThat(status(answer(request))).isEqualTo(status);
  }

  @Test
  void anotherVersionIsToldOurs() {
    assertThat(answer(GOOD.replace("Version: 13", "Version: 8")))
        .contains("sec-websocket-version: 13\r\n");
  }

  @Test
  void aPageFromElsewhereIsClosedBeforeTheRoomsHearOfIt() {
    assertThat(closed(NettyTransport.builder(rooms.rooms()), "https://evil.example")).isTrue();
    assertThat(rooms.rooms().all()).isEmpty();
  }

  private boolean closed(NettyTransport.Builder builder, String origin) {
    Wire wire = Wire.to(rooms, builder);
    wire.send(Wire.upgrade(TARGET, "Origin: " + origin));
    List<String> frames = wire.frames();
    return frames.size() == 1 && frames.get(0).startsWith("88:\u0011\u0098origin not allowed");
  }

  @Test
  void aPageOfTheSameHostMayConnect() {
    assertThat(status(answer(Wire.upgrade(TARGET, "Origin: https://app.example")))).isEqualTo(101);
  }

  @Test
  void onlyListedPagesMayConnectWhereThereIsAList() {
    String page = "https://www.example";
    NettyTransport.Builder builder =
        NettyTransport.builder(
            RoomRoutes.of(rooms.rooms(), options -> options.allowedOrigins(page)));

    assertThat(closed(builder, page)).isFalse();
    assertThat(closed(builder, "https://app.example")).isTrue();
  }

  @Test
  void ourSubprotocolIsChosenAmongOthers() {
    assertThat(answer(Wire.upgrade(TARGET, "Sec-WebSocket-Protocol: mqtt, rtc-rooms.v1")))
        .contains("sec-websocket-protocol: rtc-rooms.v1\r\n")
        .contains("\"hello\"");
  }

  @Test
  void whoOffersOtherSubprotocolsOnlyIsClosedWith4508() {
    Wire wire = Wire.to(rooms);
    wire.send(Wire.upgrade(TARGET, "Sec-WebSocket-Protocol: mqtt"));

    assertThat(wire.frames()).singleElement().asString().startsWith("88:\u0011\u009c");
    assertThat(rooms.rooms().all()).isEmpty();
    wire.send(ClientFrames.text("{\"type\":\"pong\"}"));
    wire.send(ClientFrames.close(4508, ""));
    assertThat(wire.isOpen()).isFalse();
  }

  @Test
  void compressionIsAgreedToOnlyIfTheHostWantsIt() {
    String offer = "Sec-WebSocket-Extensions: permessage-deflate";

    assertThat(answer(Wire.upgrade(TARGET, offer))).doesNotContain("permessage-deflate");
  }

  @Test
  void noLogShowsTheLink() {
    StringBuilder log = new StringBuilder();
    Handler listening =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            log.append(record.getMessage())
                .append(Arrays.toString(record.getParameters()))
                .append(Optional.ofNullable(record.getThrown()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("dev.rtcrooms");
    logger.addHandler(listening);
    try {
      answer(
          Wire.upgrade(
              TARGET + "?token=secret",
              "Origin: https://evil.example",
              "Sec-WebSocket-Protocol: rtc-rooms.v1, rtc-session.secret-secret-secret"));
    } finally {
      logger.removeHandler(listening);
    }

    assertThat(log).contains("https://evil.example").contains("…");
    assertThat(log).doesNotContain(TestRooms.id("lobby").toString()).doesNotContain("secret");
  }
}
