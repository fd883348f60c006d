package dev.rtcrooms.sfu.record;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Puts the frames of all tracks in the order of their times. For one thread. */
final class Interleaver {

  /** Longer than a packet waits for one before it. */
  static final long PATIENCE_NANOS = 2 * ReorderBuffer.PATIENCE_NANOS;

  private final PriorityQueue<MediaFrame> waiting =
      new PriorityQueue<>(Comparator.comparingLong(MediaFrame::micros));
  private final long[] newest;

  Interleaver(int tracks) {
    newest = new long[tracks];
    Arrays.fill(newest, Long.MIN_VALUE);
  }

  /** Adds a frame, which is later than those of its track before. */
  void add(MediaFrame frame) {
    newest[frame.track()] = frame.micros();
    waiting.add(frame);
  }

  /** The earliest frame that waits, or null. */
  @Nullable MediaFrame peek() {
    return waiting.peek();
  }

  /**
   * Takes the earliest frame.
   *
   * @param now as of {@link System#nanoTime}
   * @return null if there is none, or if an earlier one may still come
   */
  @Nullable MediaFrame poll(long now) {
    MediaFrame first = waiting.peek();
    if (first == null) {
      return null;
    }
    boolean complete = now - first.arrived() >= PATIENCE_NANOS;
    if (!complete) {
      complete = true;
      for (long each : newest) {
        complete &= each >= first.micros();
      }
    }
    return complete ? poll() : null;
  }

  /** Takes the earliest frame, even if an earlier one may still come; null if there is none. */
  @Nullable MediaFrame poll() {
    return waiting.poll();
  }
}
