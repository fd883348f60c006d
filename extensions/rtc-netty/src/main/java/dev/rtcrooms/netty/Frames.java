package dev.rtcrooms.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;

/** Makes the frames of a server (RFC 6455 §5.2): whole, and without a mask. Any thread. */
final class Frames {

  private static final int FIN = 0x80;
  private static final int RSV1 = 0x40;
  private static final int MAX_HEADER = 10;
  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;

  private Frames() {}

  /** A text frame. */
  static ByteBuf text(ByteBufAllocator allocator, ByteBuffer payload, boolean compressed) {
    return frame(allocator, FrameReader.TEXT | (compressed ? RSV1 : 0), payload);
  }

  /** A control frame; its payload is at most 125 bytes (§5.5). */
  static ByteBuf control(ByteBufAllocator allocator, int opcode, ByteBuffer payload) {
    return frame(allocator, opcode, payload);
  }

  private static ByteBuf frame(ByteBufAllocator allocator, int opcode, ByteBuffer payload) {
    int length = payload.remaining();
    ByteBuf frame = allocator.directBuffer(MAX_HEADER + length);
    frame.writeByte(FIN | opcode);
    if (length < LENGTH_IN_2_BYTES) {
      frame.writeByte(length);
    } else if (length < 0x10000) {
      frame.writeByte(LENGTH_IN_2_BYTES).writeShort(length);
    } else {
      frame.writeByte(LENGTH_IN_8_BYTES).writeLong(length);
    }
    return frame.writeBytes(payload);
  }
}
