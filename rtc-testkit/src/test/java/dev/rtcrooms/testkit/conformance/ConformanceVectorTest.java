package dev.rtcrooms.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.testkit.websocket.AcceptedSocket;
import dev.rtcrooms.testkit.websocket.SocketServer;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A replay passes with a server that answers as the vector says, and explains each difference. */
class ConformanceVectorTest {

  private static final String HELLO =
      "{\"type\":\"hello\",\"client\":\"c1\",\"grants\":[\"chat\",\"join\"],\"position\":0}";
  private static final String VECTOR =
      """
      {"name": "Scene", "needs": ["chat"], "steps": [
        {"client": "ann", "connect": "participant", "name": "Ann"},
        {"client": "ann", "receive":
          {"type": "hello", "client": "$c", "grants": ["chat", "join"], "expires": null}},
        {"repeat": "x", "times": 3, "as": "long"},
        {"client": "ann", "send": [{"type": "say", "ref": "1", "text": "${long}!"}]},
        {"client": "ann", "receive": {"type": "said", "text": "xxx!", "offset": "$n", "client": "$c"}},
        {"client": "ann", "receive": {"type": "reply", "ref": "1", "recorded": "$n"}},
        {"client": "ann", "send": "bye"},
        {"client": "ann", "closed": [4500, 4501]}
      ]}""";

  private SocketServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  /**
   * Answers the first command with a frame, and the second with a close code. An empty answer is a
   * lost connection.
   */
  private void serve(String hello, String answer, int code) {
    server = new SocketServer(link -> answer(link, hello, answer, code));
  }

  private static void answer(AcceptedSocket link, String hello, String answer, int code)
      throws IOException {
    assertThat(link.header("Sec-WebSocket-Protocol")).contains("rtc-name.Ann");
    link.accept("rtc-rooms.v1");
    link.text(hello);
    assertThat(link.read(1000).text())
        .isEqualTo("{\"type\":\"say\",\"ref\":\"1\",\"text\":\"xxx!\"}");
    if (answer.isEmpty()) {
      link.cut();
      return;
    }
    link.text(answer);
    assertThat(link.read(1000).text()).isEqualTo("bye");
    link.close(code, "");
    link.read(1000);
  }

  private void replay() {
    ConformanceVector.of((Map<?, ?>) JsonValues.read(VECTOR))
        .replay(role -> URI.create("ws://localhost:" + server.port() + "/" + role));
  }

  private static String said(int offset) {
    return "{\"type\":\"said\",\"offset\":"
        + offset
        + ",\"text\":\"xxx!\",\"client\":\"c1\",\"x\":[1,-2.5e3,\"\\u00e4\\n\",null,true,false,{}]}";
  }

  private static String reply(int recorded) {
    return "{\"type\":\"reply\",\"ref\":\"1\",\"recorded\":" + recorded + "}";
  }

  @Test
  void theRightAnswersPass() {
    serve(HELLO, "{\"type\":\"viewers\"}\n\n" + said(5) + "\n" + reply(5), 4501);
    assertThatCode(this::replay).doesNotThrowAnyException();
  }

  @Test
  void aDoubledMessageIsFound() {
    serve(HELLO, said(5) + "\n" + said(5) + "\n" + reply(5), 4501);
    assertThatThrownBy(this::replay)
        .hasMessageContaining("Scene: step 6")
        .hasMessageContaining("received {\"type\":\"said\",\"offset\":5")
        .hasMessageContaining("and heard:\n{\"type\":\"hello\"");
  }

  @Test
  void anotherOrderIsFound() {
    serve(HELLO, reply(5) + "\n" + said(5), 4501);
    assertThatThrownBy(this::replay).hasMessageContaining("step 5");
  }

  @Test
  void anotherValueOfAPlaceholderIsFound() {
    serve(HELLO, said(5) + "\n" + reply(6), 4501);
    assertThatThrownBy(this::replay).hasMessageContaining("step 6");
  }

  @Test
  void aFieldThatShouldBeAbsentIsFound() {
    serve(HELLO.replace("\"position\"", "\"expires\":1,\"position\""), "", 4501);
    assertThatThrownBy(this::replay).hasMessageContaining("step 2");
  }

  @Test
  void aLongerListIsFound() {
    serve(HELLO.replace("[\"chat\"", "[\"ban\",\"chat\""), "", 4501);
    assertThatThrownBy(this::replay).hasMessageContaining("step 2");
  }

  @Test
  void aMissingMessageIsFoundWhenTheConnectionEnds() {
    serve(HELLO, "", 4501);
    assertThatThrownBy(this::replay)
        .hasMessageContaining("step 5")
        .hasMessageContaining("nothing more was received");
  }

  @Test
  void anotherCloseCodeIsFound() {
    serve(HELLO, said(5) + "\n" + reply(5), 4502);
    assertThatThrownBy(this::replay)
        .hasMessageContaining("step 8")
        .hasMessageContaining("closed with 4502");
  }

  @Test
  void whatIsNotJsonIsFound() {
    serve(HELLO, "{\"type\":\"said\"", 4501);
    assertThatThrownBy(this::replay).hasMessageContaining("step 5");
  }

  @Test
  void theVectorsOfTheProtocolHaveNamesOfTheirOwn() {
    serve(HELLO, "", 4501);
    Set<String> names = new HashSet<>();
    for (ConformanceVector vector : ConformanceVector.all()) {
      assertThat(names.add(vector.name())).as(vector.name()).isTrue();
      assertThat(Set.of("chat", "presence", "moderation", "tokens")).containsAll(vector.needs());
    }
    assertThat(names).hasSizeGreaterThan(80);
  }
}
