package dev.rtcrooms.netty;

import dev.rtcrooms.CloseReason;
import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads a client's frames (RFC 6455 §5.2) in pieces of any size, without keeping their data. One
 * for each connection, on its event loop.
 */
final class FrameReader {

  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  private static final int FIN = 0x80;
  private static final int RSV1 = 0x40;
  private static final int RSV2_AND_3 = 0x30;
  private static final int OPCODE = 0x0F;
  private static final int CONTROL = 0x8;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;
  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;
  private static final int MAX_CONTROL_LENGTH = 125;
  private static final int KEY_BYTES = 4;

  /** Reads eight bytes at once, in the order of the key. */
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final boolean deflate;
  private boolean inFrame;
  private boolean inMessage;
  private boolean compressed;
  private boolean last;
  private int opcode;
  private int key;
  private long rest;

  /** Receives what was read. Its buffers are overwritten as soon as it returns. */
  interface Sink {
    /** A piece of a message's payload, unmasked but still compressed if it says so. */
    void data(ByteBuffer piece, boolean compressed, boolean last) throws Violation;

    /** A control frame, whole. */
    void control(int opcode, ByteBuffer payload) throws Violation;
  }

  /** A reader; {@code deflate} tells whether messages may be compressed (RFC 7692). */
  FrameReader(boolean deflate) {
    this.deflate = deflate;
  }

  /**
   * Reads one header, one piece of a payload, or both. It leaves an incomplete header or control
   * frame in the buffer. After a violation, reading may continue if {@link Violation#readable}.
   */
  void read(ByteBuf in, byte[] scratch, Sink sink) throws Violation {
    if (!inFrame && !readHeader(in)) {
      return;
    }
    boolean control = opcode >= CONTROL;
    if (control && in.readableBytes() < rest) {
      return;
    }
    int length = (int) Math.min(Math.min(rest, scratch.length), in.readableBytes());
    if (length == 0 && rest > 0) {
      return;
    }
    ByteBuffer piece = unmasked(in, scratch, length);
    rest -= length;
    inFrame = rest > 0;
    if (control) {
      sink.control(opcode, piece);
    } else {
      boolean end = last && !inFrame;
      inMessage = !end;
      sink.data(piece, compressed, end);
    }
  }

  private boolean readHeader(ByteBuf in) throws Violation {
    if (in.readableBytes() < 2) {
      return false;
    }
    int at = in.readerIndex();
    int first = in.getUnsignedByte(at);
    int second = in.getUnsignedByte(at + 1);
    check(first, second);
    int length = second & LENGTH;
    int lengthBytes = length == LENGTH_IN_8_BYTES ? 8 : length == LENGTH_IN_2_BYTES ? 2 : 0;
    if (in.readableBytes() < 2 + lengthBytes + KEY_BYTES) {
      return false;
    }
    in.skipBytes(2);
    rest =
        switch (lengthBytes) {
          case 8 -> atLeast(0x10000, in.readLong());
          case 2 -> atLeast(LENGTH_IN_2_BYTES, in.readUnsignedShort());
          default -> length;
        };
    key = in.readInt();
    last = (first & FIN) != 0;
    opcode = first & OPCODE;
    inFrame = true;
    if (opcode == TEXT || opcode == BINARY) {
      inMessage = true;
      compressed = (first & RSV1) != 0;
    }
    if (opcode == BINARY) {
      throw new Violation(CloseReason.NOT_TEXT);
    }
    return true;
  }

  private void check(int first, int second) throws Violation {
    int opcode = first & OPCODE;
    if ((first & RSV2_AND_3) != 0 || ((first & RSV1) != 0 && !(deflate && opcode == TEXT))) {
      throw Violation.ofProtocol("reserved bits");
    }
    if ((second & MASKED) == 0) {
      throw Violation.ofProtocol("frame without a mask");
    }
    switch (opcode) {
      case TEXT, BINARY -> {
        if (inMessage) {
          throw Violation.ofProtocol("message within a message");
        }
      }
      case CONTINUATION -> {
        if (!inMessage) {
          throw Violation.ofProtocol("continuation of nothing");
        }
      }
      case CLOSE, PING, PONG -> {
        if ((first & FIN) == 0 || (second & LENGTH) > MAX_CONTROL_LENGTH) {
          throw Violation.ofProtocol("control frame in parts or too long");
        }
      }
      default -> throw Violation.ofProtocol("unknown opcode");
    }
  }

  /** The shortest form must be used, and the highest bit of 64 is never set. */
  private static long atLeast(long least, long length) throws Violation {
    if (length < least) {
      throw Violation.ofProtocol("length of a frame");
    }
    return length;
  }

  private ByteBuffer unmasked(ByteBuf in, byte[] scratch, int length) {
    in.readBytes(scratch, 0, length);
    long twice = Integer.toUnsignedLong(key) << Integer.SIZE | Integer.toUnsignedLong(key);
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      LONGS.set(scratch, i, (long) LONGS.get(scratch, i) ^ twice);
    }
    for (; i < length; i++) {
      key = Integer.rotateLeft(key, Byte.SIZE);
      scratch[i] ^= (byte) key;
    }
    return ByteBuffer.wrap(scratch, 0, length);
  }
}
