package dev.rtcrooms.json;

import static dev.rtcrooms.json.Frames.accepted;
import static dev.rtcrooms.json.Frames.read;
import static dev.rtcrooms.json.Frames.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Inbound;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of input that is meant to harm. Every answer costs time linear in the input. */
class HostileInputTest {
  private static final int MIB = 1024 * 1024;
  private static final JsonCodec generous =
      Frames.codec(
          Limits.builder().messageBytes(4 * MIB).frameBytes(8 * MIB).frameMessages(1000).build());

  @ParameterizedTest
  @CsvSource({"15,true", "16,false", "100,false", "10000,false"})
  void nestingIsBounded(int inside, boolean fine) {
    String lists = "{\"a\":" + "[".repeat(inside) + "]".repeat(inside) + ",\"type\":\"pong\"}";
    String objects =
        "{\"type\":\"pong\",\"a\":" + "{\"b\":".repeat(inside) + "1" + "}".repeat(inside + 1);
    for (String line : List.of(lists, objects)) {
      List<Inbound> messages = read(line, "{\"type\":\"pong\"}");
      assertThat(messages.get(0) instanceof Inbound.Accepted).isEqualTo(fine);
      assertThat(messages.get(1)).isEqualTo(new Inbound.Accepted(null, new Pong()));
    }
  }

  @Test
  void nestingThatNeverEndsIsRefusedWhereItGoesTooFar() {
    assertThat(refused("{\"a\":" + "[".repeat(60_000)))
        .isEqualTo(
            Refusal.of(
                Refusal.MALFORMED,
                "More than 16 levels, or a name over 256 or a number over 1000 characters,"
                    + " at line 1, column 22"));
  }

  @Test
  void aMessageIsBounded() {
    String text = "x".repeat(MIB);
    assertThat(refused("{\"type\":\"say\",\"text\":\"" + text + "\"}"))
        .isEqualTo(
            Refusal.of(Refusal.MALFORMED, "More than 65536 characters at line 1, column 65537"));
    assertThat(generous.decodeCommands("{\"type\":\"say\",\"text\":\"" + text + "\"}"))
        .containsExactly(new Inbound.Accepted(null, new Say(text)));
  }

  @Test
  void theLongestMessageIsRead() {
    String start = "{\"type\":\"say\",\"text\":\"";
    String text = "x".repeat(64 * 1024 - start.length() - 2);
    assertThat(accepted(start + text + "\"}")).isEqualTo(new Say(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "0.", "1e"})
  void aNumberIsBounded(String start) {
    for (int digits : List.of(1001, MIB)) {
      String number = start + "7".repeat(digits);
      List<Inbound> messages =
          generous.decodeCommands("{\"type\":\"pong\",\"a\":" + number + "}\n{\"type\":\"pong\"}");
      assertThat(messages.get(0))
          .isInstanceOfSatisfying(
              Inbound.Rejected.class,
              r -> assertThat(r.refusal().code()).isEqualTo(Refusal.MALFORMED));
      assertThat(messages.get(1)).isEqualTo(new Inbound.Accepted(null, new Pong()));
    }
  }

  @Test
  void aNameIsBounded() {
    assertThat(accepted("{\"type\":\"pong\",\"" + "n".repeat(256) + "\":1}")).isNotNull();
    assertThat(refused("{\"type\":\"pong\",\"" + "n".repeat(257) + "\":1}").code())
        .isEqualTo(Refusal.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"say\",\"text\":\"\0\"}",
        "\0",
        "{\"type\":\"say\",\"text\":\"\t\"}",
        "{\"type\":\"say\",\"text\":\"\\x41\"}",
        "{\"type\":\"say\",\"text\":\"\\u00g0\"}",
        "{\"type\":\"say\",\"text\":\"\\u12\"}",
        "{\"type\":\"say\",\"text\":\"\\",
        "{\"type\":\"say\",\"text\":'hi'}",
        "{type:\"pong\"}",
        "{\"type\":\"pong\",}",
        "{\"type\":\"pong\" \"ref\":\"1\"}",
        "{\"type\":\"pong\",\"a\":01}",
        "{\"type\":\"pong\",\"a\":+1}",
        "{\"type\":\"pong\",\"a\":.5}",
        "{\"type\":\"pong\",\"a\":NaN}",
        "{\"type\":\"pong\",\"a\":-Infinity}",
        "{\"type\":\"pong\",\"a\":[1,,2]}",
        "{\"type\":\"pong\",\"a\":[1,]}",
        "{\"type\":\"pong\",\"a\":[}",
        "{\"type\":\"pong\",\"a\":}",
        "{\"type\":\"pong\",7:1}",
        "{\"type\":\"pong\"/**/}",
        "{\"type\":\"pong\"} // said the client",
        "\uFEFF{\"type\":\"pong\"}",
        "\u00a0{\"type\":\"pong\"}",
        "{\"type\":\"pong\"}\u2028",
      })
  void whatRfc8259DoesNotAllowIsRefused(String line) {
    List<Inbound> messages = read(line, "{\"type\":\"pong\"}");
    assertThat(messages.get(0))
        .isInstanceOfSatisfying(
            Inbound.Rejected.class,
            r -> assertThat(r.refusal().code()).isEqualTo(Refusal.MALFORMED));
    assertThat(messages.get(1)).isEqualTo(new Inbound.Accepted(null, new Pong()));
  }

  @Test
  void whatRfc8259AllowsIsRead() {
    assertThat(
            accepted(
                "{\"type\":\"say\",\"text\":\"\\u0000\\n\\u2028\u2028\\/\uD83D\uDC4B\\ud83d\\udc4b\"}"))
        .isEqualTo(new Say("\0\n\u2028\u2028/👋👋"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "\\ud83d \\udc4b", "\\udc4b\\ud83d", "a\\uDBFF"})
  void loneSurrogatesAreRefused(String text) {
    assertThat(refused("{\"type\":\"say\",\"text\":\"" + text + "\"}"))
        .isEqualTo(Refusal.ofField(Refusal.BAD_FIELD, "text", "text holds a lone surrogate"));
    assertThat(refused("{\"type\":\"" + text + "\"}").field()).contains("type");
  }

  @Test
  void aLoneSurrogateThatIsNotEscapedIsRefusedToo() {
    assertThat(refused("{\"type\":\"say\",\"text\":\"" + (char) 0xD800 + "\"}").field())
        .contains("text");
  }

  @Test
  void aLoneSurrogateInANameIsMalformed() {
    assertThat(refused("{\"\\ud800\":1,\"type\":\"pong\"}").code()).isEqualTo(Refusal.MALFORMED);
  }

  @Test
  void aFieldMayStandThereManyTimesIfNobodyAsksForIt() {
    String many = "\"a\":1,".repeat(8000);
    assertThat(accepted("{" + many + "\"type\":\"pong\"}")).isEqualTo(new Pong());
    String refs = "\"ref\":\"r\",".repeat(6000);
    assertThat(refused("{" + refs + "\"type\":\"pong\"}").field()).contains("ref");
  }

  @Test
  void namesOfOneHashCodeAreRead() {
    List<String> names = IntStream.range(0, 1 << 17).mapToObj(HostileInputTest::colliding).toList();
    assertThat(names.stream().map(String::hashCode).distinct()).hasSize(1);
    String fields = names.stream().map(n -> "\"" + n + "\":1,").collect(Collectors.joining());
    assertThat(
            generous.decodeCommands(
                "{" + fields.substring(0, 3 * MIB / 39 * 39) + "\"type\":\"pong\"}"))
        .containsExactly(new Inbound.Accepted(null, new Pong()));
  }

  @Test
  void aFrameOfNothingButErrorsIsReadToItsBound() {
    assertThat(Frames.CODEC.decodeCommands("{\n".repeat(128 * 1024)))
        .hasSize(65)
        .allMatch(m -> m instanceof Inbound.Rejected);
    assertThat(Frames.CODEC.decodeCommands("\n".repeat(256 * 1024))).isEmpty();
    int most = Integer.MAX_VALUE;
    assertThat(
            Frames.codec(
                    Limits.builder()
                        .messageBytes(most)
                        .frameBytes(most)
                        .frameMessages(most)
                        .build())
                .decodeCommands("{\n".repeat(1000)))
        .hasSize(1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "{\"type\":\"say\",\"text\":hunter2}",
        "{\"type\":\"say\",\"text\":\"hunter2",
        "{\"type\":\"say\",\"text\":\"\\qhunter2\"}",
        "{\"type\":\"say\",\"hunter2\":}",
        "{\"type\":\"say\",\"text\":[\"hunter2\"]}",
        "{\"type\":\"say\",\"text\":\"hi\",\"id\":{\"hunter2\":1}}",
        "{\"type\":\"say\",\"text\":\"hunter2\\ud800\"}",
        "{\"type\":\"answer\",\"peer\":\"hunter2\",\"negotiation\":\"hunter2\",\"sdp\":\"v=0\"}",
        "{\"type\":\"pong\"} hunter2",
        "{\"type\":\"pong\",\"ref\":{\"hunter2\":\"hunter2\"}}",
      })
  void aRefusalNeverRepeatsWhatWasSent(String line) {
    assertThat(refused(line).toString()).doesNotContain("hunter2");
  }

  /** "Aa" and "BB" have one hash code, and so have all strings of as many of them. */
  private static String colliding(int bits) {
    return IntStream.range(0, 17)
        .mapToObj(i -> (bits >> i & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }
}
