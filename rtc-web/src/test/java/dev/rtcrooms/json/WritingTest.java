package dev.rtcrooms.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rtcrooms.Limits;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How messages are written. */
class WritingTest {
  private static final JsonCodec codec = Frames.CODEC;

  @Test
  void theEnvelopeComesFirst() {
    assertThat(codec.encode(new Say("m", "hi"), "r").text())
        .isEqualTo("{\"type\":\"say\",\"ref\":\"r\",\"id\":\"m\",\"text\":\"hi\"}");
    assertThat(codec.encode(said("hi")).text())
        .isEqualTo(
            "{\"type\":\"said\",\"offset\":7,\"user\":\"u\",\"name\":\"Ann\",\"text\":\"hi\",\"at\":5}");
  }

  @Test
  void everyKindOfFieldSurvivesTheWire() {
    for (Wave wave :
        List.of(
            Wave.at("all"),
            new Wave(
                "",
                Long.MIN_VALUE,
                false,
                List.of(),
                new Wave.Hand("right", null),
                List.of(new Wave.Hand("left", 0L), new Wave.Hand("", null))))) {
      assertThat(codec.decodeCommands(codec.encode(wave, null).text()))
          .containsExactly(new Inbound.Accepted(null, wave));
    }
  }

  @Test
  void anAbsentObjectIsWrittenAsNull() {
    assertThat(codec.encode(new Candidate("p", 2, null), null).text())
        .isEqualTo("{\"type\":\"candidate\",\"peer\":\"p\",\"negotiation\":2,\"candidate\":null}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n", "\r\n", "\0\u001f\u007f", "\u2028\u2029", "\"\\/", "ß漢👋", "\uFEFF"})
  void anyTextSurvivesTheWireOnOneLine(String text) {
    String line = codec.encode(new Say(text), null).text();
    assertThat(line).doesNotContain("\n").doesNotContain("\r");
    assertThat(codec.decodeCommands(line))
        .containsExactly(new Inbound.Accepted(null, new Say(text)));
  }

  @Test
  void loneSurrogatesBecomeReplacementCharacters() {
    String high = String.valueOf((char) 0xD83D);
    String low = String.valueOf((char) 0xDC4B);
    Outgoing message = said(low + "a" + high + high + low + "b" + high);
    String line = codec.encode(message).text();
    assertThat(line).contains("\"text\":\"\uFFFDa\uFFFD👋b\uFFFD\"");
    assertThat(line.getBytes(StandardCharsets.UTF_8))
        .isEqualTo(bytes(codec.encode(message).utf8()));
    Wave wave = new Wave("", 0, true, List.of(high), new Wave.Hand(low, null), List.of());
    assertThat(codec.encode(wave, high).text())
        .contains("\"ref\":\"\uFFFD\"", "[\"\uFFFD\"]", "{\"side\":\"\uFFFD\"}");
  }

  @Test
  void aBatchIsReadAsItWasWritten() {
    List<Outgoing> said = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      said.add(said("message " + i + "\n👋"));
    }
    String frame = Batch.of(said).encoded(codec).text();
    assertThat(codec.decodeEvents(frame))
        .extracting(Outgoing::event)
        .isEqualTo(said.stream().map(Outgoing::event).toList());
  }

  @Test
  void aMessageLargerThanAnyBufferIsWrittenWhole() {
    String text = "x👋\n".repeat(100_000);
    Outgoing read = codec.decodeEvents(codec.encode(said(text)).text()).get(0);
    assertThat(((Said) read.event()).text()).isEqualTo(text);
  }

  @Test
  void anUndeclaredCommandIsNotWritten() {
    JsonCodec without = Frames.codec(Limits.defaults());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> without.encode(Wave.at("x"), null))
        .withMessageContaining("Wave");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123456789012345678901234567890123456789012345678901234567890123x"})
  void aRefHas1To64Characters(String ref) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(new Say("hi"), ref))
        .withMessageContaining("ref has 1 to 64 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"type", "ref"})
  void theEnvelopesNamesAreTaken(String name) {
    JsonCodec bad =
        Frames.codec(
            Limits.defaults(),
            Wave.of(fields -> Wave.at("x"), (wave, fields) -> fields.text(name, wave.to())));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bad.encode(Wave.at("x"), null))
        .withMessageContaining(name);
  }

  @Test
  void twoTypesCannotShareANameOrAClass() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Frames.codec(Limits.defaults(), Wave.TYPE, Wave.TYPE))
        .withMessageContaining("wave");
  }

  private static Outgoing said(String text) {
    return Outgoing.recorded(
        Said.TYPE, new Said(null, null, User.of("u", "Ann"), text, Instant.ofEpochMilli(5)), 7);
  }

  private static byte[] bytes(java.nio.ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
