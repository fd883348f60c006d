package dev.rtcrooms.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboundFrameTest {

  /** 8 bytes a message, 20 a frame, 4 messages. */
  private final InboundFrame frame =
      new InboundFrame(Limits.builder().messageBytes(8).frameBytes(20).frameMessages(4).build());

  @Test
  void aFrameInOnePartIsHandedOnAsItIs() {
    String text = "abc\ndef";

    assertThat(frame.add(text, true)).containsSame(text);
  }

  @Test
  void partsArePutTogetherInOrder() {
    assertThat(frame.add("ab", false)).isEmpty();
    assertThat(frame.add("", false)).isEmpty();
    assertThat(frame.add("c\nd", false)).isEmpty();
    assertThat(frame.add("", true)).contains("abc\nd");
  }

  @Test
  void theSizeOfAWholeFrameIsKnownInBytes() {
    frame.add("\u00e4b", false);
    assertThat(frame.add("\nc", true)).isPresent();
    assertThat(frame.bytes()).isEqualTo(5);
    assertThat(frame.add("", true)).isPresent();
    assertThat(frame.bytes()).isZero();
  }

  @Test
  void theNextFrameStartsAnew() {
    for (int i = 0; i < 10; i++) {
      assertThat(frame.add("1234567\n", false)).isEmpty();
      assertThat(frame.add("1234567\n123", true)).contains("1234567\n1234567\n123");
    }
    assertThat(frame.tooBig()).isFalse();
  }

  @Test
  void aMessageOfExactlyTheLimitPassesAndOneByteMoreDoesNot() {
    assertThat(frame.add("12345678\n12345678", true)).isPresent();
    assertThat(frame.add("12345678\n123456789", true)).isEmpty();
    assertThat(frame.tooBig()).isTrue();
  }

  @Test
  void aFrameOfExactlyTheLimitPassesAndOneByteMoreDoesNot() {
    assertThat(frame.add("1234567\n1234567\n1234", true)).isPresent();
    assertThat(frame.add("1234567\n1234567\n1234\n", true)).isEmpty();
    assertThat(frame.tooBig()).isTrue();
  }

  @Test
  void moreMessagesThanTheLimitAreTooMany() {
    assertThat(frame.add("1\n2\n3\n4", true)).isPresent();
    assertThat(frame.add("1\n2\n3\n4\n5", true)).isEmpty();
    assertThat(frame.tooBig()).isTrue();
  }

  @Test
  void emptyLinesAreNoMessages() {
    assertThat(frame.add("\n\n1\n\n\n2\n3\n4\n\n\n", true)).isPresent();
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

    assertThat(frame.add("1", true)).isEmpty();
    assertThat(frame.add("1", true)).isEmpty();
    assertThat(frame.tooBig()).isTrue();
  }

  @Test
  void bytesOfUtf8AreCountedAndNotCharacters() {
    assertThat(frame.add("ääää", true)).isPresent();
    assertThat(frame.add("€€ab", true)).isPresent();
    assertThat(frame.add("😀😀", true)).isPresent();
    assertThat(frame.add("😀😀a", true)).isEmpty();
  }

  @Test
  void aSurrogatePairMayBeSplitBetweenParts() {
    assertThat(frame.add("a\uD83D", false)).isEmpty();
    assertThat(frame.add("\uDE00b", true)).contains("a😀b");
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
      Optional<String> whole = cut.add(text.substring(at), true);

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

      assertThat(large.add(text.substring(at), true)).contains(text.toString());
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
