package dev.rtcrooms.json;

import static dev.rtcrooms.json.Frames.accepted;
import static dev.rtcrooms.json.Frames.read;
import static dev.rtcrooms.json.Frames.refused;
import static dev.rtcrooms.json.Frames.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Inbound;
import java.nio.CharBuffer;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the frames that clients send. */
class ReadingCommandsTest {
  private static final Say HI = new Say("hi");

  @Test
  void aFrameHoldsManyMessages() {
    assertThat(read("{\"type\":\"pong\"}", "{\"type\":\"publish\",\"ref\":\"2\"}"))
        .containsExactly(
            new Inbound.Accepted(null, new Pong()), new Inbound.Accepted("2", new Publish()));
  }

  @Test
  void oneBadMessageDoesNotHarmItsNeighbours() {
    List<Inbound> messages =
        read("{\"type\":\"pong\",\"ref\":\"1\"}", "{{{", "{\"type\":\"pong\",\"ref\":\"3\"}");
    assertThat(messages.get(0)).isEqualTo(new Inbound.Accepted("1", new Pong()));
    assertThat(messages.get(1)).isInstanceOf(Inbound.Rejected.class);
    assertThat(messages.get(2)).isEqualTo(new Inbound.Accepted("3", new Pong()));
    assertThat(messages).hasSize(3);
  }

  @Test
  void blankLinesArePassedOver() {
    assertThat(read("", "\r", " \t", "{\"type\":\"pong\"}\r", "")).hasSize(1);
    assertThat(read("")).isEmpty();
  }

  @Test
  void linesAreCountedWithTheBlankOnes() {
    assertThat(read("", "{\"type\":\"pong\"}", "", "nonsense").get(1))
        .isInstanceOfSatisfying(
            Inbound.Rejected.class,
            r -> assertThat(r.refusal().text()).isEqualTo("Not JSON at line 4, column 1"));
  }

  @Test
  void theTypeMayStandAnywhere() {
    assertThat(accepted("{\"text\":\"hi\",\"ref\":\"1\",\"type\":\"say\"}")).isEqualTo(HI);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "0.5",
        "123456789012345678901234567890",
        "[1,[2,{\"a\":[]}],null]",
        "{\"type\":\"pong\",\"ref\":7}",
        "\"\\ud800\"",
        "null"
      })
  void unknownFieldsAreIgnored(String value) {
    assertThat(accepted("{\"new\":" + value + ",\"type\":\"say\",\"text\":\"hi\"}")).isEqualTo(HI);
  }

  /**
   * W3C's RTCSdpType has these beside offer and answer; docs/protocol.md says why they are none.
   */
  @ParameterizedTest
  @ValueSource(strings = {"pranswer", "rollback"})
  void whatIsNoSignalHereIsRefusedByName(String type) {
    String message = "{\"type\":\"" + type + "\",\"peer\":\"p\",\"negotiation\":1,\"sdp\":\"\"}";
    assertThat(refused(message))
        .isEqualTo(Refusal.ofField(Refusal.UNKNOWN_TYPE, "type", "No command is called " + type));
  }

  @Test
  void unknownFieldsInsideObjectsAreIgnored() {
    assertThat(
            accepted(
                "{\"type\":\"candidate\",\"peer\":\"p\",\"negotiation\":1,"
                    + "\"candidate\":{\"candidate\":\"c\",\"foundation\":[{}]}}"))
        .isEqualTo(new Candidate("p", 1, new Candidate.Init("c", null, null, null)));
  }

  @Test
  void nullIsAsGoodAsAbsent() {
    assertThat(accepted("{\"type\":\"say\",\"ref\":null,\"id\":null,\"text\":\"hi\"}"))
        .isEqualTo(HI);
    assertThat(refused("{\"type\":\"say\",\"text\":null}").code()).isEqualTo(Refusal.MISSING_FIELD);
    assertThat(refused("{\"type\":null,\"text\":\"hi\"}"))
        .isEqualTo(Refusal.ofField(Refusal.MISSING_FIELD, "type", "type is missing"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; An empty object at line 1, column 2",
        "[]; Not an object at line 1, column 1",
        "'  7'; Not an object at line 1, column 3",
        "\"pong\"; Not an object at line 1, column 1",
        "null; Not an object at line 1, column 1",
        "{\"type\":\"pong\"}{\"type\":\"pong\"}; More than one object at line 1, column 16",
        "{\"type\":\"pong\"} 7; More than one object at line 1, column 17",
        "{\"type\":\"pong\"}}; Not JSON at line 1, column 16",
        "{\"type\":\"pong\"; Not JSON at line 1, column 15",
        "{\"type\":pong}; Not JSON at line 1, column 9",
      })
  void whatIsNotOneObjectIsMalformed(String line, String text) {
    assertThat(refused(line)).isEqualTo(Refusal.of(Refusal.MALFORMED, text));
  }

  @Test
  void anUnknownTypeIsNamed() {
    assertThat(rejected("{\"type\":\"dance\",\"ref\":\"9\"}"))
        .isEqualTo(
            new Inbound.Rejected(
                "9", Refusal.ofField(Refusal.UNKNOWN_TYPE, "type", "No command is called dance")));
  }

  @Test
  void anUnknownTypeIsNamedNoLongerAndNoWilderThanALogCanBear() {
    String text = refused("{\"type\":\"a\\n\\u001b<é" + "x".repeat(1000) + "\"}").text();
    assertThat(text).startsWith("No command is called a????xxx");
    assertThat(text).endsWith("x...").hasSizeLessThan(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"said", "hello", "reply", "connect"})
  void eventsAreNotCommands(String type) {
    assertThat(refused("{\"type\":\"" + type + "\"}").code()).isEqualTo(Refusal.UNKNOWN_TYPE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"type\":\"say\"}; missing-field; text; text is missing",
        "{\"type\":\"say\",\"text\":7}; bad-field; text; text is not text",
        "{\"type\":\"say\",\"text\":\"a\",\"text\":\"b\"}; bad-field; text; text occurs twice",
        "{\"type\":\"say\",\"text\":\"hi\",\"id\":\"\"}; bad-field; id; id has 1 to 64 characters",
        "{\"type\":7}; bad-field; type; type is not text",
        "{\"type\":\"pong\",\"type\":\"say\"}; bad-field; type; type occurs twice",
        "{\"type\":\"pong\",\"type\":null}; bad-field; type; type occurs twice",
        "{\"ref\":\"1\"}; missing-field; type; type is missing",
        "{\"type\":\"wave\",\"to\":\"x\",\"times\":\"3\"}; bad-field; times; times is not a whole number",
        "{\"type\":\"wave\",\"to\":\"x\",\"times\":3,\"wildly\":0}; bad-field; wildly; wildly is not true or false",
        "{\"type\":\"wave\",\"to\":\"x\",\"times\":3,\"wildly\":true,\"flags\":{}}; bad-field; flags; flags is not a list",
        "{\"type\":\"wave\",\"to\":\"x\",\"times\":3,\"wildly\":true,\"flags\":[\"a\",null]}; bad-field; flags[1]; flags[1] is null",
        "{\"type\":\"wave\",\"to\":\"x\",\"times\":3,\"wildly\":true,\"flags\":[\"\\udc00\"]}; bad-field; flags[0]; flags[0] holds a lone surrogate",
      })
  void aBadFieldIsNamed(String line, String code, String field, String text) {
    assertThat(refused(line)).isEqualTo(Refusal.ofField(code, field, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; missing-field; candidate.candidate",
        "[]; bad-field; candidate",
        "{\"candidate\":true}; bad-field; candidate.candidate",
        "{\"candidate\":\"\\ud800\"}; bad-field; candidate.candidate",
        "{\"candidate\":\"\",\"sdpMLineIndex\":65536}; bad-field; candidate.sdpMLineIndex",
        "{\"candidate\":\"\",\"sdpMLineIndex\":-1}; bad-field; candidate.sdpMLineIndex",
        "{\"candidate\":\"\",\"sdpMLineIndex\":4294967296}; bad-field; candidate.sdpMLineIndex",
      })
  void aBadFieldInsideAnObjectIsNamedByItsPath(String candidate, String code, String field) {
    Refusal refusal =
        refused(
            "{\"type\":\"candidate\",\"peer\":\"p\",\"negotiation\":1,\"candidate\":"
                + candidate
                + "}");
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.field()).contains(field);
  }

  @Test
  void whatAHostsOwnReaderRefusesIsNamedByItsPathToo() {
    String start =
        "{\"type\":\"wave\",\"to\":\"x\",\"times\":3,\"wildly\":true,\"flags\":[],\"hand\":";
    String good = "{\"side\":\"left\",\"fingers\":4}";
    String bad = "{\"side\":\"left\",\"fingers\":6}";
    assertThat(refused(start + bad + ",\"others\":[]}"))
        .isEqualTo(Refusal.ofField(Refusal.BAD_FIELD, "hand", "a hand has 5 fingers"));
    assertThat(refused(start + good + ",\"others\":[" + good + "," + bad + "]}").field())
        .contains("others[1]");
    assertThat(refused(start + good + ",\"others\":[" + good + ",{}]}").field())
        .contains("others[1].side");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-0,0",
    "-5,-5",
    "9223372036854775807,9223372036854775807",
    "-9223372036854775808,-9223372036854775808"
  })
  void wholeNumbersFitALong(String number, long value) {
    assertThat(accepted(answerTo(number)).toString()).contains("negotiation=" + value + ",");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "1.0", "1e3", "1E-2"})
  void otherNumbersAreRefused(String number) {
    Refusal refusal = refused(answerTo(number));
    assertThat(refusal.code()).isEqualTo(Refusal.BAD_FIELD);
    assertThat(refusal.field()).contains("negotiation");
    assertThat(refusal.text()).doesNotContain(number);
  }

  @Test
  void oneRefusalStandsForAllMessagesBeyondTheirNumber() {
    JsonCodec codec =
        Frames.codec(Limits.builder().messageBytes(100).frameBytes(1000).frameMessages(3).build());
    String pong = "{\"type\":\"pong\"}";
    List<Inbound> messages =
        codec.decodeCommands(String.join("\n\n", Collections.nCopies(50, pong)));
    assertThat(messages).hasSize(4);
    assertThat(messages.subList(0, 3)).containsOnly(new Inbound.Accepted(null, new Pong()));
    assertThat(messages.get(3))
        .isEqualTo(
            new Inbound.Rejected(
                null,
                Refusal.of(
                    Refusal.MALFORMED, "More than 3 messages in a frame at line 7, column 1")));
  }

  @Test
  void aReaderThatFailsIsNotTheClientsFault() {
    JsonCodec codec =
        Frames.codec(
            Limits.defaults(),
            Wave.of(
                fields -> {
                  throw new UnsupportedOperationException("a host's bug");
                },
                (wave, fields) -> {}));
    assertThat(codec.decodeCommands("{\"type\":\"wave\",\"ref\":\"r\"}\n{\"type\":\"pong\"}"))
        .containsExactly(
            new Inbound.Rejected(
                "r", Refusal.of(Refusal.INTERNAL, "This message could not be read")),
            new Inbound.Accepted(null, new Pong()));
  }

  @Test
  void aReaderRefusesWithItsOwnCode() {
    Refusal asleep = Refusal.of("asleep", "Nobody looks");
    JsonCodec codec =
        Frames.codec(
            Limits.defaults(),
            Wave.of(
                fields -> {
                  throw new RefusalException(asleep);
                },
                (wave, fields) -> {}));
    assertThat(codec.decodeCommands("{\"type\":\"wave\"}"))
        .containsExactly(new Inbound.Rejected(null, asleep));
  }

  @Test
  void manyThreadsMayReadAndWriteAtOnce() {
    boolean same =
        IntStream.range(0, 2000)
            .parallel()
            .allMatch(
                i -> {
                  Wave wave = Wave.at("w" + i);
                  String ref = String.valueOf(i);
                  return Frames.CODEC
                      .decodeCommands(Frames.CODEC.encode(wave, ref).text())
                      .equals(List.of(new Inbound.Accepted(ref, wave)));
                });
    assertThat(same).isTrue();
  }

  private static String answerTo(String negotiation) {
    return "{\"type\":\"answer\",\"peer\":\"p\",\"negotiation\":"
        + negotiation
        + ",\"sdp\":\"v=0\"}";
  }

  @Test
  void aFrameIsReadInEachForm() {
    String text = "{\"type\":\"say\",\"text\":\"\u4e2d\"}\n \n{\"type\":\"pong\"}\n \u4e2d";
    CharBuffer array = CharBuffer.wrap(text.toCharArray());
    CharBuffer part = CharBuffer.wrap(("?" + text + "?").toCharArray(), 1, text.length()).slice();
    List<Inbound> messages = Frames.CODEC.decodeCommands(text);
    assertThat(messages).hasSize(3).startsWith(new Inbound.Accepted(null, new Say("\u4e2d")));

    for (CharSequence frame :
        List.of(array, part, array.asReadOnlyBuffer(), new StringBuilder(text))) {
      assertThat(Frames.CODEC.decodeCommands(frame)).isEqualTo(messages);
    }
  }
}
