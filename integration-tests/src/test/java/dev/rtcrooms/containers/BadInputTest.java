package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends, it hears what was wrong, and the others in the room notice nothing. */
class BadInputTest extends ContainerTest {

  private SocketClient bob;
  private RawSocket mallory;

  @Override
  RoomsBuilder builder() {
    return super.builder().feature(Streams.mesh(IceServers.none()));
  }

  @BeforeEach
  void bobAndMalloryAreThere() throws IOException {
    bob = join("bob");
    bob.next(StreamsState.class);
    mallory = rawGuest("mallory");
    assertThat(mallory.readStatus()).isEqualTo(101);
    mallory.read(RawSocket.TEXT);
    // the room has gone on, so nothing is being sent to Mallory: see decision 9 about Tomcat
    bob.frame("{\"type\":\"pong\",\"ref\":\"1\"}");
    bob.next(Replied.class);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("malformed", "hello"),
        Arguments.of("malformed", "[]"),
        Arguments.of("malformed", "{\"type\":\"say\",\"text\":\"cut"),
        Arguments.of(
            "malformed", "{\"type\":\"say\",\"x\":" + "[".repeat(100) + "]".repeat(100) + "}"),
        Arguments.of("unknown-type", "{\"type\":\"dance\"}"),
        Arguments.of("missing-field", "{\"type\":\"say\"}"),
        Arguments.of("bad-field", "{\"type\":\"say\",\"text\":17}"),
        Arguments.of("bad-field", "{\"type\":\"say\",\"text\":\"a\\ud83d\"}"),
        Arguments.of(
            "no-such-peer",
            "{\"type\":\"candidate\",\"peer\":\"nobody\",\"negotiation\":1,\"candidate\":{\"candidate\":\"\"}}"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("refused")
  void aBadMessageIsRefused(String code, String message) throws IOException {
    mallory.text(message);

    assertThat(answer()).contains("\"type\":\"refusal\"", "\"code\":\"" + code + "\"");
    bobNoticesNothing();
  }

  /** Sends a text that the server may refuse before it has read all of it. */
  private void refusedText(String payload) throws IOException {
    mallory.sendRefused(RawSocket.frame(RawSocket.TEXT, true, RawSocket.bytes(payload)));
  }

  @Test
  void neighboursOfABadMessageAreCarriedOutInOrder() throws IOException {
    mallory.text(
        "{\"type\":\"say\",\"text\":\"one\"}\nnonsense\n{\"type\":\"say\",\"text\":\"three\"}");

    assertThat(bob.next(Said.class).text()).isEqualTo("one");
    assertThat(bob.next(Said.class).text()).isEqualTo("three");
    assertThat(bob.drain()).isEmpty();
  }

  @Test
  void aFrameOfOneMebibyteIsClosedWith1009() throws IOException {
    refusedText("x".repeat(1 << 20));

    closed(1009);
  }

  @Test
  void aFrameOfManyGoodMessagesOverTheLimitIsClosedWith1009() throws IOException {
    String message = "{\"type\":\"shout\",\"text\":\"" + "x".repeat(60_000) + "\"}\n";
    refusedText(message.repeat(5));

    closed(1009);
  }

  @Test
  void aMessageOverItsLimitIsClosedWith1009() throws IOException {
    refusedText("{\"type\":\"shout\",\"text\":\"" + "ä".repeat(33_000) + "\"}");

    closed(1009);
  }

  @Test
  void aFrameThatNeverEndsIsClosedWith1009() throws IOException {
    mallory.send(RawSocket.TEXT, false, new byte[0]);
    byte[] part = "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 7; i++) {
      mallory.send(RawSocket.CONTINUATION, false, part);
    }

    closed(1009);
  }

  @Test
  void sixtyFourMessagesInAFrameAreHeardAndSixtyFiveAreClosedWith1009() throws IOException {
    mallory.text("{\"type\":\"say\",\"text\":\"fine\"}\n".repeat(64));
    for (int i = 0; i < 64; i++) {
      assertThat(bob.next(Said.class).text()).isEqualTo("fine");
    }
    mallory.text("{\"type\":\"say\",\"text\":\"too many\"}\n".repeat(65));

    closed(1009);
  }

  @Test
  void aBinaryFrameIsClosedWith1003() throws IOException {
    mallory.send(RawSocket.BINARY, true, new byte[] {1, 2, 3});

    closed(1003);
  }

  @Test
  void anEndlessBinaryFrameIsClosedWith1003() throws IOException {
    mallory.send(RawSocket.BINARY, false, new byte[10_000]);

    closed(1003);
  }

  @Test
  void whatIsNotUtf8IsClosedWith1007() throws IOException {
    mallory.send(RawSocket.TEXT, true, new byte[] {'"', (byte) 0xC3, '"'});

    closed(1007);
  }

  @Test
  void aSurrogateInUtf8IsClosedWith1007() throws IOException {
    mallory.send(RawSocket.TEXT, true, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0xBD});

    closed(1007);
  }

  @Test
  void anUnknownOpcodeIsClosedWith1002() throws IOException {
    mallory.send(3, true, new byte[] {1});

    closed(1002);
  }

  private String answer() throws IOException {
    String frame;
    do {
      frame = new String(mallory.read(RawSocket.TEXT), StandardCharsets.UTF_8);
    } while (!frame.contains("refusal"));
    return frame;
  }

  private void closed(int code) throws IOException {
    assertThat(mallory.readCloseCode()).isEqualTo(code);
    bobNoticesNothing();
  }

  /** The next thing that Bob hears is what he says himself. */
  private void bobNoticesNothing() {
    bob.send(new Say("still here"));
    Event next = bob.next(Event.class);
    assertThat(next).isInstanceOf(Said.class);
    assertThat(((Said) next).text()).isEqualTo("still here");
    assertThat(bob.drain()).isEmpty();
  }
}
