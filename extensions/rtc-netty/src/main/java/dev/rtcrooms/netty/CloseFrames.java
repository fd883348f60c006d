package dev.rtcrooms.netty;

import dev.rtcrooms.CloseReason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What close frames say (RFC 6455 §5.5.1, §7.4). */
final class CloseFrames {

  /** Stands for a close frame without a code. */
  static final int NO_CODE = 1005;

  private CloseFrames() {}

  /**
   * A close frame. A code that may not be sent means that the connection failed, so one who still
   * hears it should come back.
   *
   * @param text fits, if it is that of a {@link CloseReason}
   */
  static ByteBuf frame(ByteBufAllocator allocator, int code, String text) {
    if (code == NO_CODE) {
      return Frames.control(allocator, FrameReader.CLOSE, ByteBuffer.allocate(0));
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer payload = ByteBuffer.allocate(Short.BYTES + utf8.length);
    payload.putShort((short) (sent(code) ? code : CloseReason.FAILED.code())).put(utf8);
    return Frames.control(allocator, FrameReader.CLOSE, payload.flip());
  }

  /** Reads the code of a client's close frame. */
  static int code(ByteBuffer payload) throws Violation {
    if (!payload.hasRemaining()) {
      return NO_CODE;
    }
    int code = payload.remaining() < Short.BYTES ? 0 : payload.getShort() & 0xFFFF;
    if (!sent(code)) {
      throw Violation.ofProtocol("close code");
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(payload);
    } catch (CharacterCodingException e) {
      throw Violation.ofData("close reason is not UTF-8");
    }
    return code;
  }

  private static boolean sent(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }
}
