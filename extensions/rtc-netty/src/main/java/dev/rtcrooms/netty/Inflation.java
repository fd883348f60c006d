package dev.rtcrooms.netty;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates one compressed message (RFC 7692 §7.2.2), piece by piece, so that its bounds hold for
 * what it becomes. No context is kept from one message to the next. For one event loop.
 */
final class Inflation {

  /** What the sender has left out at the end of a message. */
  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

  private final Inflater inflater = new Inflater(true);
  private ByteBuffer input = ByteBuffer.allocate(0);

  /** Gives it more; only when {@link #next} has come to its end. */
  void feed(ByteBuffer piece) {
    input = piece;
    inflater.setInput(piece);
  }

  void feedTail() {
    feed(ByteBuffer.wrap(TAIL));
  }

  /** Fills the target as far as it can; 0 if it needs to be fed. */
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
