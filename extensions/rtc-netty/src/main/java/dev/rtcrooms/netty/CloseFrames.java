package dev.rtcrooms.netty;

import dev.rtcrooms.CloseReason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Writes and reads close frames (RFC 6455 §5.5.1, §7.4); any thread. */
final class CloseFrames {

  /** Stands for a close frame without a code. */
  static final int NO_CODE = 1005;

  private CloseFrames() {}

  /** A close frame. */
  static ByteBuf frame(ByteBufAllocator allocator, CloseReason reason) {
    byte[] utf8 = reason.text().getBytes(StandardCharsets.UTF_8);
    ByteBuffer payload = ByteBuffer.allocate(Short.BYTES + utf8.length);
    payload.putShort((short) reason.sendableCode()).put(utf8);
    return Frames.control(allocator, FrameReader.CLOSE, payload.flip());
  }

  /** A close frame that answers one without a code. */
  static ByteBuf frame(ByteBufAllocator allocator) {
    return Frames.control(allocator, FrameReader.CLOSE, ByteBuffer.allocate(0));
  }

  /** Reads the code of a client's close frame. */
  static int code(ByteBuffer payload) throws Violation {
    if (!payload.hasRemaining()) {
      return NO_CODE;
    }
    int code = payload.remaining() < Short.BYTES ? 0 : payload.getShort() & 0xFFFF;
    if (!CloseReason.isSendable(code)) {
      throw Violation.ofProtocol("close code");
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(payload);
    } catch (CharacterCodingException e) {
      throw Violation.ofData("close reason is not UTF-8");
    }
    return code;
  }
}
