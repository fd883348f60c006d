package dev.rtcrooms.netty;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates one compressed message (RFC 7692 §7.2.2) piece by piece, so that limits apply to the
 * inflated size. No context is kept between messages. For one event loop.
 */
final class Inflation {

  /** The end of a message, which the sender omits. */
  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

  private final Inflater inflater = new Inflater(true);
  private ByteBuffer input = ByteBuffer.allocate(0);

  /** Adds input; only after {@link #next} has returned 0. */
  void feed(ByteBuffer piece) {
    input = piece;
    inflater.setInput(piece);
  }

  void feedTail() {
    feed(ByteBuffer.wrap(TAIL));
  }

  /** Inflates into the target; returns 0 if more input is needed. */
  int next(byte[] target) throws Violation {
    try {
      while (true) {
        int length = inflater.inflate(target);
        if (length > 0 || !inflater.finished() || !input.hasRemaining()) {
          return length;
        }
        inflater.reset(); // a last block ends its stream, and not the message (§7.2.3.4)
        inflater.setInput(input);
      }
    } catch (DataFormatException e) {
      throw Violation.ofData("compressed data is not DEFLATE");
    }
  }

  void end() {
    inflater.end();
  }
}
