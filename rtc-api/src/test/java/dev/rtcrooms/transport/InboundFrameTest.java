package dev.rtcrooms.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundFrameTest {

  /** 8 bytes a message, 20 a frame, 4 messages. */
  private final InboundFrame frame =
      new InboundFrame(Limits.builder().messageBytes(8).frameBytes(20).frameMessages(4).build());

  private Optional<String> add(String part, boolean last) {
    return text(frame.add(part, last));
  }

  private static Optional<String> text(Optional<CharSequence> whole) {
    return whole.map(CharSequence::toString);
  }

  @Test
  void aTextInOnePartIsHandedOnAsItIs() {
    String text = "abc\ndef";

    assertThat(frame.add(text, true)).containsSame(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C3", "80", "EDA0BD", "F4908080", "C0AF", "FF", "E282", "61E28261"})
  void whatIsNotUtf8IsMalformed(String hex) {
    assertThat(frame.add(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), true)).isEmpty();
    assertThat(frame.malformed()).isTrue();
    assertThat(frame.tooBig()).isFalse();
    assertThat(frame.add("a", true)).isEmpty();
  }

  /** The decoder of the platform knows the same rules. */
  @Test
  void whatThePlatformDecodesIsWellFormed() {
    Random random = new Random(8);
    byte[] some = {0x41, 0xA, -1, -128, -65, -62, -32, -96, -19, -97, -16, -112, -12, -113, -30};
    int wellFormed = 0;
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = new byte[random.nextInt(12)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = random.nextInt(3) == 0 ? 0x42 : some[random.nextInt(some.length)];
      }
      InboundFrame cut = new InboundFrame(Limits.defaults());
      int at = random.nextInt(bytes.length + 1);
      cut.add(ByteBuffer.wrap(bytes, 0, at), false);

      boolean whole = cut.add(ByteBuffer.wrap(bytes).position(at).slice(), true).isPresent();

      assertThat(whole).isEqualTo(isUtf8(bytes)).isNotEqualTo(cut.malformed());
      wellFormed += whole ? 1 : 0;
    }
    assertThat(wellFormed).isBetween(1_000, 49_000);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void whatCanNeverBecomeUtf8IsFoundBeforeTheFrameEnds() {
    frame.add(ByteBuffer.wrap(new byte[] {'a', (byte) 0xFF}), false);

    assertThat(frame.malformed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab\nc", "\u00e4b\nc", "\uFFFD", ""})
  void aPartMayLieAnywhereInItsArray(String text) {
    ByteBuffer around = ByteBuffer.wrap(("--" + text + "--").getBytes(StandardCharsets.UTF_8));
    ByteBuffer part = around.position(2).limit(around.limit() - 2);

    assertThat(text(frame.add(part, true))).contains(text);
    assertThat(text(frame.add(part.slice(), true))).contains(text);
    assertThat(text(frame.add(part, false))).isEmpty();
    assertThat(text(frame.add(part.slice(), true))).contains(text + text);
    assertThat(frame.bytes()).isEqualTo(2 * part.remaining());
  }

  @Test
  void partsArePutTogetherInOrder() {
    assertThat(add("ab", false)).isEmpty();
    assertThat(add("", false)).isEmpty();
    assertThat(add("c\nd", false)).isEmpty();
    assertThat(add("", true)).contains("abc\nd");
  }

  @Test
  void theSizeOfAWholeFrameIsKnownInBytes() {
    frame.add("\u00e4b", false);
    assertThat(add("\nc", true)).isPresent();
    assertThat(frame.bytes()).isEqualTo(5);
    assertThat(add("", true)).isPresent();
    assertThat(frame.bytes()).isZero();
  }

  @Test
  void theNextFrameStartsAnew() {
    for (int i = 0; i < 10; i++) {
      assertThat(add("1234567\n", false)).isEmpty();
      assertThat(add("1234567\n123", true)).contains("1234567\n1234567\n123");
    }
    assertThat(frame.tooBig()).isFalse();
  }

  @Test
  void aMessageOfExactlyTheLimitPassesAndOneByteMoreDoesNot() {
    assertThat(add("12345678\n12345678", true)).isPresent();
    assertThat(add("12345678\n123456789", true)).isEmpty();
    assertThat(frame.tooBig()).isTrue();
  }

  @Test
  void aFrameOfExactlyTheLimitPassesAndOneByteMoreDoesNot() {
    assertThat(add("1234567\n1234567\n1234", true)).isPresent();
    assertThat(add("1234567\n1234567\n1234\n", true)).isEmpty();
    assertThat(frame.tooBig()).isTrue();
  }

  @Test
  void moreMessagesThanTheLimitAreTooMany() {
    assertThat(add("1\n2\n3\n4", true)).isPresent();
    assertThat(add("1\n2\n3\n4\n5", true)).isEmpty();
    assertThat(frame.tooBig()).isTrue();
  }

  @Test
  void emptyLinesAreNoMessages() {
    assertThat(add("\n\n1\n\n\n2\n3\n4\n\n\n", true)).isPresent();
  }

  @Test
  void aLimitIsFeltBeforeTheFrameEnds() {
    frame.add("1234", false);
    assertThat(frame.tooBig()).isFalse();
    frame.add("56789", false);
    assertThat(frame.tooBig()).isTrue();
  }

  @Test
  void nothingThatFollowsIsTaken() {
    frame.add("123456789", false);

    assertThat(add("1", true)).isEmpty();
    assertThat(add("1", true)).isEmpty();
    assertThat(frame.tooBig()).isTrue();
  }

  @Test
  void bytesOfUtf8AreCountedAndNotCharacters() {
    assertThat(add("ääää", true)).isPresent();
    assertThat(add("€€ab", true)).isPresent();
    assertThat(add("😀😀", true)).isPresent();
    assertThat(add("😀😀a", true)).isEmpty();
  }

  @Test
  void aSurrogatePairMayBeSplitBetweenParts() {
    assertThat(add("a\uD83D", false)).isEmpty();
    assertThat(add("\uDE00b", true)).contains("a😀b");
  }

  @Test
  void aSplitPairCountsFourBytes() {
    frame.add("12345\uD83D", false);
    assertThat(frame.tooBig()).isFalse();
    frame.add("\uDE00", true);
    assertThat(frame.tooBig()).isTrue();
  }

  @Test
  void howeverTextIsCutItIsJudgedTheSame() {
    Random random = new Random(42);
    for (int round = 0; round < 2_000; round++) {
      String text = text(random);
      InboundFrame cut =
          new InboundFrame(
              Limits.builder().messageBytes(8).frameBytes(20).frameMessages(4).build());
      int at = random.nextInt(text.length() + 1);

      cut.add(text.substring(0, at), false);
      Optional<String> whole = text(cut.add(text.substring(at), true));

      assertThat(whole).as(text).isEqualTo(fits(text) ? Optional.of(text) : Optional.empty());
    }
  }

  @Test
  void aFrameInManyPartsIsOne() {
    Random random = new Random(42);
    String letters = "abc\n\u00e4\u20ac\uD83D\uDE00";
    StringBuilder text = new StringBuilder();
    IntStream.range(0, 10_000)
        .map(i -> letters.codePointAt(letters.offsetByCodePoints(0, random.nextInt(7))))
        .forEach(text::appendCodePoint);
    InboundFrame large = new InboundFrame(Limits.builder().frameMessages(10_000).build());
    for (int round = 0; round < 3; round++) {
      int at = 0;
      while (at < text.length() - 100) {
        int length = random.nextInt(100);
        assertThat(large.add(text.substring(at, at + length), false)).isEmpty();
        at += length;
      }

      assertThat(text(large.add(text.substring(at), true))).contains(text.toString());
      assertThat(large.bytes()).isEqualTo(bytes(text.toString()));
    }
  }

  private static String text(Random random) {
    String[] letters = {"a", "b", "ä", "€", "😀", "\n", "\n"};
    StringBuilder text = new StringBuilder();
    IntStream.range(0, random.nextInt(16))
        .forEach(i -> text.append(letters[random.nextInt(letters.length)]));
    return text.toString();
  }

  private static boolean fits(String text) {
    long messages = text.lines().filter(line -> !line.isEmpty()).count();
    return bytes(text) <= 20 && messages <= 4 && text.lines().allMatch(line -> bytes(line) <= 8);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
