package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line for each request, in which nothing can be used or forged. */
class RequestLogTest {
  private final Logger logger = Logger.getLogger("dev.rtcrooms.http");
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler captured =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          lines.add(
              record.getLevel()
                  + " "
                  + (record.getParameters() == null
                      ? record.getMessage()
                      : MessageFormat.format(record.getMessage(), record.getParameters())));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final Rooms rooms = RtcRooms.builder().executor(Runnable::run).build();
  private final RoomRoutes routes = RoomRoutes.of(rooms);

  @BeforeEach
  void capture() {
    captured.setLevel(Level.ALL);
    logger.addHandler(captured);
    logger.setLevel(Level.ALL);
  }

  @AfterEach
  void close() {
    logger.removeHandler(captured);
    logger.setLevel(null);
    rooms.close();
  }

  @Test
  void aRequestIsOneLineWithItsIdMasked() {
    Room room = rooms.create();
    String id = room.id().toString();

    Asked.of(routes).get("/room/" + id);

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).matches("INFO GET /room/" + id.substring(0, 4) + "… 200 \\d+ ms");
  }

  @Test
  void noLineHoldsALinkOrAQuery() {
    Room room = rooms.create();
    for (String path :
        List.of(
            "/room/" + room.id(),
            "/room/" + room.id() + "/websocket",
            "/room/" + room.id() + "/other",
            "/" + room.id(),
            "/stream/" + room.streamId(),
            "/stream/" + room.streamId() + "/websocket",
            "/rtc-rooms/" + room.id())) {
      Asked.of(routes)
          .ask(RoomRequest.of("GET", "http", Asked.HOST, path).withQuery("session=topsecret"));
    }

    assertThat(lines).hasSize(7);
    assertThat(String.join("\n", lines))
        .doesNotContain(room.id().toString().substring(4))
        .doesNotContain(room.streamId().substring(4))
        .doesNotContain("topsecret");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /room/create, GET /room/create 303",
    "POST, /room/create, POST /room/create 303",
    "GET, /favicon.ico, GET /favi… 404",
    "DELETE, /room/create, DELETE /room/create 405",
    "get me, /room/create, ? /room/create 405"
  })
  void aLineSaysWhatWasAskedAndAnswered(String method, String path, String line) {
    Asked.of(routes).ask(method, path);

    assertThat(lines).singleElement().asString().startsWith("INFO " + line + " ");
  }

  @Test
  void aFileOfTheBrowserClientIsLoggedForDebuggingOnly() {
    Asked.of(routes).get("/rtc-rooms/http-test.js");

    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("FINE GET /rtc-rooms/http-test.js 200 ");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, '/room/\r\nINFO GET /forged 200'",
    "GET, '/\r\nINFO GET /forged 200'",
    "GET, '/rtc-rooms/\u001b[2J\u2028forged.js'",
    "'GET\nINFO forged', /room/create"
  })
  void nobodyForgesALine(String method, String path) {
    Asked.of(routes).ask(method, path);

    assertThat(lines).singleElement().asString().doesNotContain("forged");
    assertThat(lines.get(0).chars()).noneMatch(c -> c < ' ' || c == 0x2028);
  }

  @Test
  void whatFailsIsLoggedWithItsCauseAndAMaskedPath() {
    Room room = rooms.create();
    RoomRoutes broken =
        RoomRoutes.of(
            rooms,
            options ->
                options.layout(
                    (page, request) -> {
                      throw new IllegalStateException("broken");
                    }));

    Asked.of(broken).get("/stream/" + room.streamId());

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("SEVERE The layout failed");
    assertThat(lines.get(1)).contains(" 500 ");
  }
}
