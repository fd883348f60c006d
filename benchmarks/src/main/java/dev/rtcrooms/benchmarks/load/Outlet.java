package dev.rtcrooms.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** Writes masked frames (RFC 6455 §5.3) of one connection; for the generator's thread. */
final class Outlet {

  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PONG = 10;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int SHORT = 125;
  private static final int TWO_BYTES = 126;
  private static final int MOST = 65_535;
  private static final int HEADER = 8;

  private final WritableByteChannel channel;
  private final SelectionKey key;
  private int mask;
  private @Nullable ByteBuffer waiting;

  Outlet(WritableByteChannel channel, SelectionKey key, int seed) {
    this.channel = channel;
    this.key = key;
    this.mask = seed;
  }

  void frame(int opcode, byte[] payload, int from, int to) throws IOException {
    int length = to - from;
    if (length > MOST) {
      throw new IllegalArgumentException("A frame of the generator has at most 65535 bytes");
    }
    ByteBuffer frame = ByteBuffer.allocate(HEADER + length);
    frame.put((byte) (FINAL | opcode));
    if (length <= SHORT) {
      frame.put((byte) (MASKED | length));
    } else {
      frame.put((byte) (MASKED | TWO_BYTES)).putShort((short) length);
    }
    mask = mask * 1_664_525 + 1_013_904_223;
    frame.putInt(mask);
    for (int i = 0; i < length; i++) {
      frame.put((byte) (payload[from + i] ^ (mask >>> (24 - 8 * (i & 3)))));
    }
    write(frame.flip());
  }

  void write(ByteBuffer bytes) throws IOException {
    if (waiting == null) {
      channel.write(bytes);
    }
    if (bytes.hasRemaining()) {
      keep(bytes);
    }
  }

  /** The socket takes more. */
  void resume() throws IOException {
    if (waiting != null) {
      channel.write(waiting);
      if (!waiting.hasRemaining()) {
        waiting = null;
        key.interestOps(SelectionKey.OP_READ);
      }
    }
  }

  private void keep(ByteBuffer bytes) {
    int before = waiting == null ? 0 : waiting.remaining();
    ByteBuffer all = ByteBuffer.allocate(before + bytes.remaining());
    if (waiting != null) {
      all.put(waiting);
    }
    waiting = all.put(bytes).flip();
    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }
}
