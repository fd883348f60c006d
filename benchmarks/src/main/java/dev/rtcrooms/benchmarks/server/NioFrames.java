package dev.rtcrooms.benchmarks.server;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Builds the frames of {@link RawNio} (RFC 6455 §5.2) in direct buffers, and uses a buffer again
 * when its frame is written everywhere; for one thread.
 */
final class NioFrames {

  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PONG = 10;

  private static final int FINAL = 0x80;
  private static final int SHORT = 125;
  private static final int LENGTH_IN_TWO_BYTES = 126;
  private static final int LENGTH_IN_EIGHT_BYTES = 127;
  private static final int LARGEST_IN_TWO_BYTES = 65_535;
  private static final int HEADER = 10;
  private static final int POOLED_BYTES = 16 * 1024;
  private static final int MOST_FREE = 256;

  private final ArrayDeque<Frame> free = new ArrayDeque<>();

  /** A frame that several connections may have to write. */
  static final class Frame {
    private final ByteBuffer bytes;
    private int holders = 1;

    private Frame(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    /** From the first byte to the limit; its position is the thread's to move. */
    ByteBuffer bytes() {
      return bytes;
    }

    /** Must be released once more. */
    Frame hold() {
      holders++;
      return this;
    }
  }

  /** A frame whose header is written; the payload goes to the buffer's position. */
  Frame begin(int opcode, int length) {
    Frame frame = length + HEADER <= POOLED_BYTES ? pooled() : new Frame(direct(length + HEADER));
    ByteBuffer bytes = frame.bytes.clear().put((byte) (FINAL | opcode));
    if (length <= SHORT) {
      bytes.put((byte) length);
    } else if (length <= LARGEST_IN_TWO_BYTES) {
      bytes.put((byte) LENGTH_IN_TWO_BYTES).putShort((short) length);
    } else {
      bytes.put((byte) LENGTH_IN_EIGHT_BYTES).putLong(length);
    }
    bytes.limit(bytes.position() + length);
    return frame;
  }

  private Frame pooled() {
    Frame frame = free.poll();
    if (frame == null) {
      return new Frame(direct(POOLED_BYTES));
    }
    frame.holders = 1;
    return frame;
  }

  private static ByteBuffer direct(int size) {
    return ByteBuffer.allocateDirect(size);
  }

  void release(Frame frame) {
    frame.holders--;
    if (frame.holders == 0 && frame.bytes.capacity() == POOLED_BYTES && free.size() < MOST_FREE) {
      free.push(frame);
    }
  }
}
