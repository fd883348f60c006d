package dev.rtcrooms.netty;

import dev.rtcrooms.transport.Encoded;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The frames of the turn that an event loop is writing, each made once, however many connections
 * take it; for that event loop. A turn has few of them that are shared: one for each role, and the
 * same compressed. What only one client hears may push another out, which is then made once more.
 */
final class SharedFrames {

  private static final int MOST = 4;

  /** What is shorter gains nothing by being compressed. */
  private static final int MIN_COMPRESSED = 256;

  private final ByteBufAllocator allocator;
  private final @Nullable Shared[] known = new Shared[MOST];
  private int oldest;
  private @Nullable Deflation deflation;

  private record Shared(Encoded payload, boolean compressed, ByteBuf frame) {}

  SharedFrames(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  /** A frame of one's own reader index, whose bytes are shared; for the caller to release. */
  ByteBuf shared(Encoded payload, boolean compressed) {
    for (Shared shared : known) {
      if (shared != null && shared.payload == payload && shared.compressed == compressed) {
        return shared.frame.retainedDuplicate();
      }
    }
    Shared made = new Shared(payload, compressed, own(payload, compressed));
    replace(oldest, made);
    oldest = (oldest + 1) % MOST;
    return made.frame.retainedDuplicate();
  }

  /** A frame that nobody else is given; for the caller to release. */
  ByteBuf own(Encoded payload, boolean compressed) {
    if (compressed && payload.size() >= MIN_COMPRESSED) {
      if (deflation == null) {
        deflation = new Deflation();
      }
      ByteBuffer shorter = deflation.deflate(payload.utf8());
      if (shorter.remaining() < payload.size()) {
        return Frames.text(allocator, shorter, true);
      }
    }
    return Frames.text(allocator, payload.utf8(), false);
  }

  /** The turn is over. */
  void clear() {
    for (int i = 0; i < MOST; i++) {
      replace(i, null);
    }
    oldest = 0;
  }

  private void replace(int place, @Nullable Shared shared) {
    Shared gone = known[place];
    known[place] = shared;
    if (gone != null) {
      gone.frame.release();
    }
  }
}
