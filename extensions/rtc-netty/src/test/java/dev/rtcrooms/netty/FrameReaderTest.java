package dev.rtcrooms.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest implements FrameReader.Sink {

  private static final int FIN = ClientFrames.FIN;

  private final byte[] scratch = new byte[64];
  private final StringBuilder message = new StringBuilder();
  private final List<String> heard = new ArrayList<>();
  private FrameReader reader = new FrameReader(false);

  @Override
  public void data(ByteBuffer piece, boolean compressed, boolean last) {
    message.append(StandardCharsets.ISO_8859_1.decode(piece));
    if (last) {
      heard.add((compressed ? "compressed " : "") + message);
      message.setLength(0);
    }
  }

  @Override
  public void control(int opcode, ByteBuffer payload) {
    heard.add(opcode + ":" + StandardCharsets.ISO_8859_1.decode(payload));
  }

  /** Reads all that is there; what is left has not come whole. */
  private void read(ByteBuf in) throws Violation {
    int before;
    do {
      before = in.readableBytes();
      reader.read(in, scratch, this);
    } while (in.readableBytes() < before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 64, 125, 126, 127, 65_535, 65_536, 100_000})
  void aFrameOfAnyLengthIsUnmasked(int length) throws Violation {
    String text = "0123456789".repeat(length / 10 + 1).substring(0, length);
    read(ClientFrames.text(text));

    assertThat(heard).containsExactly(text);
  }

  @Test
  void itMakesNoDifferenceInWhichPiecesFramesCome() throws Violation {
    ByteBuf wire =
        Unpooled.wrappedBuffer(
            ClientFrames.frame(FrameReader.TEXT, "one ".getBytes(StandardCharsets.US_ASCII)),
            ClientFrames.frame(FIN | FrameReader.PING, new byte[0]),
            ClientFrames.frame(FrameReader.CONTINUATION, new byte[0]),
            ClientFrames.frame(FIN | FrameReader.PONG, new byte[] {'p'}),
            ClientFrames.frame(
                FIN | FrameReader.CONTINUATION,
                "y".repeat(300).getBytes(StandardCharsets.US_ASCII)),
            ClientFrames.text("two"),
            ClientFrames.close(1000, "bye"));
    List<String> expected = List.of("9:", "10:p", "one " + "y".repeat(300), "two", "8:\u0003èbye");
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      heard.clear();
      ByteBuf come = Unpooled.buffer();
      ByteBuf rest = wire.duplicate();
      while (rest.isReadable()) {
        come.writeBytes(rest, Math.min(rest.readableBytes(), 1 + random.nextInt(20)));
        read(come);
      }
      assertThat(heard).isEqualTo(expected);
    }
  }

  static Stream<Arguments> violations() {
    byte[] some = {1};
    ByteBuf unmasked = Unpooled.wrappedBuffer(new byte[] {(byte) 0x81, 1, 'x', 0, 0, 0, 0});
    return Stream.of(
        Arguments.of("unmasked", 1002, unmasked),
        Arguments.of("RSV1 without deflate", 1002, ClientFrames.frame(FIN | 0x41, some)),
        Arguments.of("RSV2", 1002, ClientFrames.frame(FIN | 0x21, some)),
        Arguments.of("RSV3", 1002, ClientFrames.frame(FIN | 0x11, some)),
        Arguments.of("opcode 3", 1002, ClientFrames.frame(FIN | 3, some)),
        Arguments.of("opcode 11", 1002, ClientFrames.frame(FIN | 11, some)),
        Arguments.of("ping in parts", 1002, ClientFrames.frame(FrameReader.PING, some)),
        Arguments.of("long ping", 1002, ClientFrames.frame(FIN | 9, new byte[126])),
        Arguments.of("continuation of nothing", 1002, ClientFrames.frame(FIN, some)),
        Arguments.of("text in text", 1002, twice(ClientFrames.frame(FrameReader.TEXT, some))),
        Arguments.of("16 bits for 125", 1002, header(0xFE, new byte[] {0, 125})),
        Arguments.of("64 bits for 65535", 1002, header(0xFF, bytes(65_535))),
        Arguments.of("negative length", 1002, header(0xFF, bytes(Long.MIN_VALUE))),
        Arguments.of("binary", 1003, ClientFrames.frame(FIN | FrameReader.BINARY, some)),
        Arguments.of("begun binary", 1003, ClientFrames.frame(FrameReader.BINARY, some)));
  }

  private static ByteBuf twice(ByteBuf frame) {
    return Unpooled.wrappedBuffer(frame, frame.duplicate());
  }

  private static ByteBuf header(int second, byte[] length) {
    return Unpooled.buffer().writeByte(0x81).writeByte(second).writeBytes(length).writeInt(0);
  }

  private static byte[] bytes(long length) {
    return ByteBuffer.allocate(Long.BYTES).putLong(length).array();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("violations")
  void whatTheProtocolDoesNotAllowIsAViolation(String name, int code, ByteBuf wire) {
    Violation violation = catchThrowableOfType(Violation.class, () -> read(wire));

    assertThat(violation.reason().code()).isEqualTo(code);
    assertThat(violation.readable()).isEqualTo(code != 1002);
  }

  /** So that the answer to our close frame is found behind what is not wanted. */
  @Test
  void afterABinaryFrameTheRestCanBeReadOn() throws Violation {
    ByteBuf wire =
        Unpooled.wrappedBuffer(
            ClientFrames.frame(FrameReader.BINARY, new byte[200]),
            ClientFrames.frame(FIN | FrameReader.CONTINUATION, new byte[] {'x'}),
            ClientFrames.text("text"));
    assertThatThrownBy(() -> read(wire)).isInstanceOf(Violation.class);
    read(wire);

    assertThat(heard).hasSize(2).last().isEqualTo("text");
  }

  @Test
  void withDeflateAMessageSaysWhetherItIsCompressed() throws Violation {
    reader = new FrameReader(true);
    byte[] part = {'x'};
    read(ClientFrames.frame(ClientFrames.RSV1 | FrameReader.TEXT, part));
    read(ClientFrames.frame(FIN | FrameReader.PING, part));
    read(ClientFrames.frame(FIN | FrameReader.CONTINUATION, part));
    read(ClientFrames.text("y"));

    assertThat(heard).containsExactly("9:x", "compressed xx", "y");
  }
}
