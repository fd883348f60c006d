package dev.rtcrooms.sfu.rtp;

/**
 * Maps the extended sequence numbers of a source to those of a receiver. Packets that are dropped
 * leave no gap, and a late packet gets the offset of its own range. Not thread-safe.
 */
public final class SequenceMap {

  /** The value of {@link #map} for a packet that is not forwarded. */
  public static final long DROPPED = -1;

  /** Enough for 128 drops within the last second or so; older packets are not forwarded. */
  private static final int RANGES = 128;

  /** Where each range begins; the ranges follow each other, the newest at {@link #last}. */
  private final long[] from = new long[RANGES];

  private final long[] offset = new long[RANGES];
  private final boolean[] dropped = new boolean[RANGES];
  private int last;
  private int count;
  private long newest = -1;

  /** Has no ranges, so that {@link #begin} must be called first. */
  public SequenceMap() {}

  /**
   * Begins a source, whose earlier packets are dropped.
   *
   * @param in the source's first extended number
   * @param out the receiver's number for it
   */
  public void begin(long in, long out) {
    count = 0;
    newest = in - 1;
    open(in, in - out, false);
  }

  /**
   * Drops a packet. One that is newer than all others gets no number, so that the next one follows
   * without a gap. A late one was a gap already, and stays one.
   *
   * @param in its extended number
   */
  public void drop(long in) {
    if (in > newest && count > 0) {
      long current = offset[last];
      open(in, current, true);
      open(in + 1, current + 1, false);
      newest = in;
    }
  }

  /**
   * Maps a packet that is forwarded.
   *
   * @param in its extended number
   * @return the receiver's extended number, or {@link #DROPPED} if it is too old, precedes the
   *     source's beginning, or was dropped
   */
  public long map(long in) {
    newest = Math.max(newest, in);
    for (int i = 0, at = last; i < count; i++, at = (at + RANGES - 1) % RANGES) {
      if (in >= from[at]) {
        return dropped[at] ? DROPPED : in - offset[at];
      }
    }
    return DROPPED;
  }

  private void open(long start, long shift, boolean drops) {
    if (count > 0 && from[last] == start) {
      offset[last] = shift; // the range before is empty
      dropped[last] = drops;
      return;
    }
    last = count == 0 ? 0 : (last + 1) % RANGES;
    count = Math.min(count + 1, RANGES);
    from[last] = start;
    offset[last] = shift;
    dropped[last] = drops;
  }
}
