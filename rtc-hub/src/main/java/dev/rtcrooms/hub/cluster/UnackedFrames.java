package dev.rtcrooms.hub.cluster;

import java.util.ArrayDeque;

/** The frames of a link that were sent and not acknowledged; for one thread at a time. */
final class UnackedFrames {

  /**
   * If so much is on its way, the next frame waits. The engine may have to keep what is on its way
   * from each node to one that does not read, and little memory for that: 32 MB in Redis.
   */
  private static final long MOST_BYTES = 512 * 1024;

  private final ArrayDeque<Frame> frames = new ArrayDeque<>();
  private long last;
  private long bytes;

  private record Frame(long seq, int bytes, long since) {}

  /** Whether the next frame has to wait. */
  boolean isFull() {
    return bytes >= MOST_BYTES;
  }

  /** The number of the last frame that was sent. */
  long last() {
    return last;
  }

  /** Adds the next frame, whose first message was to be sent at the given time. */
  void add(int size, long since) {
    last++;
    bytes += size;
    frames.add(new Frame(last, size, since));
  }

  /** Takes an acknowledgement, and returns how many bytes it is for. */
  long acknowledged(long seq) {
    long before = bytes;
    for (Frame first = frames.peek(); first != null && first.seq <= seq; first = frames.peek()) {
      bytes -= first.bytes;
      frames.remove();
    }
    return before - bytes;
  }

  /** How long the oldest message has waited, 0 if there is none. */
  long age(long now) {
    Frame oldest = frames.peek();
    return oldest == null ? 0 : now - oldest.since;
  }
}
