package dev.rtcrooms.netty;

import dev.rtcrooms.transport.Encoded;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The frames of the turn that an event loop is writing, each made once for all its connections; for
 * that event loop. A turn has few shared frames: one for each role, plain and compressed. A frame
 * for one client may evict a shared one, which is then made again.
 */
final class SharedFrames {

  private static final int MOST = 4;

  /** Compressing shorter messages saves nothing. */
  private static final int MIN_COMPRESSED = 256;

  private final ByteBufAllocator allocator;
  private final @Nullable Shared[] known = new Shared[MOST];
  private int oldest;
  private @Nullable Deflation deflation;

  private record Shared(Encoded payload, boolean compressed, ByteBuf frame) {}

  SharedFrames(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  /** A frame with a reader index of its own and shared bytes; the caller releases it. */
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

  /** A frame that is not shared; the caller releases it. */
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

  /** Releases all frames at the end of the turn. */
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
