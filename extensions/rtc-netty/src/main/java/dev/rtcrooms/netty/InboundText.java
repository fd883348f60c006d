package dev.rtcrooms.netty;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.transport.InboundFrame;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins and inflates a message from the pieces that a client sends, checked while it is received.
 * One for each message that has begun, on the connection's event loop.
 */
final class InboundText {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final InboundFrame frame;
  private @Nullable Inflation inflation;

  InboundText(Limits limits) {
    frame = new InboundFrame(limits);
  }

  /** Buffers that the connections of an event loop share, since they use them in turn. */
  static final class Scratch {
    private static final int PIECE = 8 * 1024;

    private final byte[] payload = new byte[PIECE];
    private final byte[] inflated = new byte[PIECE];

    byte[] payload() {
      return payload;
    }
  }

  /** Adds a piece, and returns the whole text after the last one. */
  Optional<CharSequence> add(ByteBuffer piece, boolean compressed, boolean last, Scratch scratch)
      throws Violation {
    return compressed ? inflate(piece, last, scratch) : join(piece, last);
  }

  /** The size of the whole text that {@link #add} returned last, in bytes. */
  int bytes() {
    return frame.bytes();
  }

  /** Frees the memory of a message that will not be completed. */
  void end() {
    if (inflation != null) {
      inflation.end();
      inflation = null;
    }
  }

  private Optional<CharSequence> inflate(ByteBuffer piece, boolean last, Scratch scratch)
      throws Violation {
    if (inflation == null) {
      inflation = new Inflation();
    }
    inflation.feed(piece);
    drain(inflation, scratch);
    if (!last) {
      return Optional.empty();
    }
    inflation.feedTail();
    drain(inflation, scratch);
    end();
    return join(NOTHING, true);
  }

  private void drain(Inflation source, Scratch scratch) throws Violation {
    for (int n = source.next(scratch.inflated); n > 0; n = source.next(scratch.inflated)) {
      join(ByteBuffer.wrap(scratch.inflated, 0, n), false);
    }
  }

  private Optional<CharSequence> join(ByteBuffer piece, boolean last) throws Violation {
    Optional<CharSequence> text = frame.add(piece, last);
    if (frame.tooBig()) {
      throw new Violation(CloseReason.TOO_BIG);
    }
    if (frame.malformed()) {
      throw Violation.ofData("text is not UTF-8");
    }
    return text;
  }
}
