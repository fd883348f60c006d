package dev.rtcrooms.sfu.rtcp;

import dev.rtcrooms.sfu.bytes.BigEndian;

/**
 * When the packets of a peer came, by their transport-wide sequence number, and the feedback that
 * tells the peer (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1). Not thread-safe.
 */
public final class ArrivalLog {

  private static final int SIZE = 1 << 13;
  private static final int MAX_IN_FEEDBACK = 500;

  /** The units of a delta and of the reference time, in microseconds. */
  private static final int DELTA = 250;

  private static final int REFERENCE = 64_000;
  private static final int MISSING = 0;
  private static final int SMALL = 1;
  private static final int LARGE = 2;
  private static final int RUN_MAX = 0x1FFF;
  private static final int VECTOR = 7;

  private final long[] sequences = new long[SIZE];
  private final long[] micros = new long[SIZE];
  private final byte[] symbols = new byte[MAX_IN_FEEDBACK];
  private final short[] deltas = new short[MAX_IN_FEEDBACK];
  private final byte[] bytes = new byte[1400];
  private long newest = -1;
  private long next = -1;
  private int feedbacks;

  /** Has no packets. */
  public ArrivalLog() {}

  /**
   * Notes a packet.
   *
   * @param number its transport-wide sequence number, 16 bits
   * @param now the time in microseconds, of any clock
   */
  public void received(int number, long now) {
    long extended =
        newest < 0 ? 0x10000L + number : newest + (short) (number - (int) (newest & 0xFFFF));
    if (extended <= 0 || extended <= newest - SIZE) {
      return;
    }
    int at = (int) extended & (SIZE - 1);
    if (sequences[at] == extended) {
      return; // a duplicate
    }
    sequences[at] = extended;
    micros[at] = now;
    newest = Math.max(newest, extended);
    if (next < 0 || extended < next || newest - next >= SIZE) {
      next = extended;
    }
  }

  /**
   * Tells whether packets came that no feedback has reported yet.
   *
   * @return true if {@link #write} has something to write
   */
  public boolean isPending() {
    return next >= 0 && next <= newest;
  }

  /**
   * Writes one feedback packet about the oldest packets that were not reported.
   *
   * @param self the SSRC of the reporter
   * @param media an SSRC of the peer
   * @return its length in {@link #bytes}, or 0 if nothing is pending
   */
  public int write(int self, int media) {
    if (!isPending()) {
      return 0;
    }
    long first = next;
    while (sequences[(int) first & (SIZE - 1)] != first) {
      first++; // ends at the newest packet at the latest
    }
    long base = first - next < MAX_IN_FEEDBACK ? next : first;
    long reference = micros[(int) first & (SIZE - 1)] / REFERENCE;
    int count = collect(base, reference * REFERENCE);
    next = base + count;
    return encode(self, media, base, count, reference);
  }

  /** Collects symbols and deltas of at most {@link #MAX_IN_FEEDBACK} packets, the last received. */
  private int collect(long base, long reference) {
    long before = reference;
    int count = 0;
    int received = 0;
    while (count < MAX_IN_FEEDBACK && base + count <= newest) {
      int at = (int) (base + count) & (SIZE - 1);
      if (sequences[at] != base + count) {
        symbols[count++] = MISSING;
        continue;
      }
      long delta = Math.floorDiv(micros[at] - before, DELTA);
      if (delta < Short.MIN_VALUE || delta > Short.MAX_VALUE) {
        break; // the next feedback begins here, with a reference of its own
      }
      before += delta * DELTA;
      deltas[count] = (short) delta;
      symbols[count++] = delta >= 0 && delta <= 0xFF ? (byte) SMALL : LARGE;
      received = count;
    }
    return received;
  }

  private int encode(int self, int media, long base, int count, long reference) {
    bytes[0] = (byte) (0x80 | RtcpReader.TRANSPORT_WIDE);
    bytes[1] = (byte) RtcpReader.TRANSPORT_FEEDBACK;
    BigEndian.put32(bytes, 4, self);
    BigEndian.put32(bytes, 8, media);
    BigEndian.put16(bytes, 12, (int) base);
    BigEndian.put16(bytes, 14, count);
    BigEndian.put32(bytes, 16, (int) (reference & 0xFFFFFF) << 8 | (feedbacks++ & 0xFF));
    int at = writeChunks(20, count);
    for (int i = 0; i < count; i++) {
      if (symbols[i] == SMALL) {
        bytes[at++] = (byte) deltas[i];
      } else if (symbols[i] == LARGE) {
        BigEndian.put16(bytes, at, deltas[i]);
        at += 2;
      }
    }
    int padding = -at & 3;
    for (int i = 1; i <= padding; i++) {
      bytes[at++] = i == padding ? (byte) padding : 0;
    }
    if (padding > 0) {
      bytes[0] |= 0x20;
    }
    BigEndian.put16(bytes, 2, at / 4 - 1);
    return at;
  }

  private int writeChunks(int from, int count) {
    int at = from;
    int i = 0;
    while (i < count) {
      int run = 1;
      while (i + run < count && symbols[i + run] == symbols[i] && run < RUN_MAX) {
        run++;
      }
      if (run >= VECTOR || i + run == count) {
        BigEndian.put16(bytes, at, symbols[i] << 13 | run);
        i += run;
      } else {
        int chunk = 0xC000;
        for (int k = 0; k < VECTOR && i < count; k++, i++) {
          chunk |= symbols[i] << (12 - 2 * k);
        }
        BigEndian.put16(bytes, at, chunk);
      }
      at += 2;
    }
    return at;
  }

  /**
   * Returns the array, in which the feedback packet begins at 0.
   *
   * @return not a copy
   */
  public byte[] bytes() {
    return bytes;
  }
}
