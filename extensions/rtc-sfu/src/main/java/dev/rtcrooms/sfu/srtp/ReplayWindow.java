package dev.rtcrooms.sfu.srtp;

import java.util.Arrays;

/** Which of the newest 1,024 indices of a source were received (RFC 3711 §3.3.2). */
final class ReplayWindow {

  static final int SIZE = 1024;

  private final long[] seen = new long[SIZE / 64];
  private long newest = -1;

  /** When it was used last, by a count of packets; the lowest is evicted first. */
  long used;

  /** Whether its source has ended, so that it may be evicted. */
  boolean ended;

  /** The greatest index that was marked; -1 if there is none. */
  long newest() {
    return newest;
  }

  /** Tells whether an index is neither marked nor older than the window. */
  boolean isFresh(long index) {
    if (index > newest) {
      return true;
    }
    return newest - index < SIZE && (seen[word(index)] & bit(index)) == 0;
  }

  /** Marks an index that is fresh. */
  void mark(long index) {
    if (index > newest) {
      if (newest < 0 || index - newest >= SIZE) {
        Arrays.fill(seen, 0);
      } else {
        for (long i = newest + 1; i < index; i++) {
          seen[word(i)] &= ~bit(i);
        }
      }
      newest = index;
    }
    seen[word(index)] |= bit(index);
  }

  private static int word(long index) {
    return (int) (index >> 6) & (SIZE / 64 - 1);
  }

  private static long bit(long index) {
    return 1L << (index & 63);
  }
}
