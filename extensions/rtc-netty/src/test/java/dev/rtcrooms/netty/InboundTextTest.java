package dev.rtcrooms.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rtcrooms.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundTextTest {

  private static final String MIXED = "a€😀ä\n{\"x\":\"\uD83D\uDE00\"}".repeat(20);

  private final InboundText text = new InboundText(Limits.defaults());
  private final InboundText.Scratch scratch = new InboundText.Scratch();

  private Optional<String> add(byte[] bytes, boolean compressed, boolean last) throws Violation {
    return text.add(ByteBuffer.wrap(bytes), compressed, last, scratch).map(CharSequence::toString);
  }

  private String inPieces(byte[] bytes, boolean compressed, Random random) throws Violation {
    int at = 0;
    while (true) {
      int length = Math.min(bytes.length - at, random.nextInt(5));
      boolean last = at + length == bytes.length;
      byte[] piece = java.util.Arrays.copyOfRange(bytes, at, at + length);
      Optional<String> whole = add(piece, compressed, last);
      if (last) {
        return whole.orElseThrow();
      }
      assertThat(whole).isEmpty();
      at += length;
    }
  }

  @Test
  void piecesMayEndAnywhere() throws Violation {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      assertThat(inPieces(MIXED.getBytes(StandardCharsets.UTF_8), false, random)).isEqualTo(MIXED);
      assertThat(inPieces(ClientFrames.deflated(MIXED), true, random)).isEqualTo(MIXED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"C3", "80", "EDA0BD", "F4908080", "C0AF", "FF", "E282", "61E28261"})
  void whatIsNotUtf8IsAViolation(String hex) throws Violation {
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);

    assertThat(code(() -> add(bytes, false, true))).isEqualTo(1007);
  }

  /** What stands for malformed text elsewhere is a character like any other if it was sent. */
  @Test
  void aReplacementCharacterIsText() throws Violation {
    byte[] bytes = "a\uFFFDb".getBytes(StandardCharsets.UTF_8);

    assertThat(add(bytes, false, true)).contains("a\uFFFDb");
    assertThat(inPieces(bytes, false, new Random(4))).isEqualTo("a\uFFFDb");
  }

  @Test
  void whatCanNeverBecomeUtf8IsFoundBeforeTheMessageEnds() {
    assertThat(code(() -> add(new byte[] {'a', (byte) 0xFF}, false, false))).isEqualTo(1007);
  }

  @Test
  void aMessageOverTheLimitIsFoundWhileItComes() throws Violation {
    byte[] piece = new byte[8 * 1024];
    for (int i = 0; i < 8; i++) {
      assertThat(add(piece, false, false)).isEmpty();
    }

    assertThat(code(() -> add(new byte[] {'x'}, false, false))).isEqualTo(1009);
  }

  /** A few hundred bytes that would become many megabytes. */
  @Test
  void whatInflatesBeyondTheLimitIsFoundWhileItInflates() {
    byte[] bomb = ClientFrames.deflated("x".repeat(16 << 20));
    assertThat(bomb).hasSizeLessThan(32 * 1024);

    assertThat(code(() -> add(bomb, true, true))).isEqualTo(1009);
  }

  @Test
  void whatIsNotDeflatedIsAViolation() {
    byte[] nonsense = {(byte) 0xFF, (byte) 0xFF, 0x12, 0x34};

    assertThat(code(() -> add(nonsense, true, true))).isEqualTo(1007);
  }

  /** RFC 7692 §7.2.3.4: the sender then adds an empty block, of which the flush is left out. */
  @Test
  void aLastBlockMayEndBeforeTheMessage() throws Violation {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (String part : new String[] {"Hello, ", "world"}) {
      message.writeBytes(finished(part));
    }
    message.write(0);

    assertThat(add(message.toByteArray(), true, true)).contains("Hello, world");
  }

  private static byte[] finished(String text) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
    deflater.finish();
    byte[] buffer = new byte[100];
    int length = deflater.deflate(buffer);
    deflater.end();
    return java.util.Arrays.copyOf(buffer, length);
  }

  @Test
  void theNextMessageStartsAnew() throws Violation {
    for (int i = 0; i < 3; i++) {
      assertThat(add(ClientFrames.deflated("one"), true, true)).contains("one");
      assertThat(add("two".getBytes(StandardCharsets.US_ASCII), false, true)).contains("two");
    }
  }

  private interface Step {
    void run() throws Violation;
  }

  private static int code(Step step) {
    return catchThrowableOfType(Violation.class, step::run).reason().code();
  }
}
