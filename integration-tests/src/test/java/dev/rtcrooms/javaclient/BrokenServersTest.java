package dev.rtcrooms.javaclient;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.client.ServerUnderTest;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.websocket.AcceptedSocket;
import dev.rtcrooms.testkit.websocket.SocketServer;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test kit at servers that do not work, or break their promises. */
class BrokenServersTest {

  private static final String HELLO =
      """
      {"type":"hello","client":"q0V9mJ3sXb2A","user":"u-1","name":"Ann","role":"participant",\
      "grants":["join"],"epoch":"e1","position":0,"recovered":false,"limits":{"messageBytes":65536,\
      "frameBytes":262144,"frameMessages":64,"chatText":4000},"heartbeat":600000,"grace":10000}\
      """;

  private static final String SAID =
      """
      {"type":"said","offset":1,"user":"u-2","name":"Bob","text":"hi","at":0}\
      """;

  private static final String REPLY =
      """
      {"type":"reply","ref":"1"}\
      """;

  private static TestRooms at(String scheme, SocketServer server) {
    URI address = URI.create(scheme + "://127.0.0.1:" + server.port());
    return TestRooms.at(ServerUnderTest.at(() -> address));
  }

  /** Says hello, and answers each message with these. */
  private static SocketServer answering(String... answers) {
    return new SocketServer(
        link -> {
          link.accept("rtc-rooms.v1");
          link.text(HELLO);
          while (link.readMessage(1000).opcode() == AcceptedSocket.TEXT) {
            for (String answer : answers) {
              link.text(answer);
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "ws"})
  void aServerThatFailsIsNamed(String scheme) {
    try (SocketServer server = new SocketServer(link -> link.refuse(503));
        TestRooms rooms = at(scheme, server)) {
      assertThatThrownBy(() -> rooms.join("lobby", "ann"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("ann cannot connect: " + scheme + "://127.0.0.1:" + server.port())
          .hasMessageEndingWith("cannot be reached: HTTP status 503");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "ws"})
  void soIsOneThatDoesNotRun(String scheme) {
    SocketServer server = new SocketServer(link -> link.refuse(503));
    server.close();
    try (TestRooms rooms = at(scheme, server)) {
      assertThatThrownBy(() -> rooms.join("lobby", "ann"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("127.0.0.1:" + server.port())
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasRootCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void nobodyIsToldWhereToWatch() {
    SocketServer server = new SocketServer(link -> link.refuse(503));
    server.close();
    try (TestRooms rooms = at("http", server)) {
      assertThatThrownBy(() -> rooms.watch("lobby", "ann"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("127.0.0.1:" + server.port())
          .hasRootCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void aRecordedEventThatComesTwiceFailsTheTest() {
    try (SocketServer server = answering(SAID, SAID, REPLY)) {
      assertThatThrownBy(
              () -> {
                try (TestRooms rooms = at("ws", server)) {
                  rooms.join("lobby", "ann").ask(new Say("hi")); // fails, or else the end does
                }
              })
          .hasMessageContaining("when it was at 1 already");
    }
  }

  @Test
  void soDoesASecondAnswerToACommand() {
    try (SocketServer server = answering(REPLY, REPLY, SAID)) {
      assertThatThrownBy(
              () -> {
                try (TestRooms rooms = at("ws", server)) {
                  TestClient ann = rooms.join("lobby", "ann");
                  ann.send(new Say("hi"), "ref");
                  ann.next(Said.class); // fails, or else the end does
                }
              })
          .hasMessageContaining("answered a command twice");
    }
  }
}
