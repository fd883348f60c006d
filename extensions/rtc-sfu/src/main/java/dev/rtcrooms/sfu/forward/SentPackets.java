package dev.rtcrooms.sfu.forward;

/**
 * The newest packets to one receiver, by their transport-wide sequence number
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 §2). Times are nanoseconds of any clock. Not
 * thread-safe.
 */
public final class SentPackets {

  /** A power of two; 1,000 are too few where feedback is late. */
  private static final int SIZE = 8192;

  /** The first number, so that numbers before it are not negative. */
  private static final long FIRST = 0x10000;

  private final long[] numbers = new long[SIZE];
  private final long[] times = new long[SIZE];
  private final int[] lengths = new int[SIZE];
  private long next = FIRST;
  private final RateMeter meter = new RateMeter();
  private long bytes;

  /** Nothing was sent yet. */
  SentPackets() {}

  /** The number of the next packet; 16 bits of it are sent. */
  long next() {
    return next;
  }

  /** The next packet was sent. */
  void add(int length, long now) {
    int at = (int) next & (SIZE - 1);
    numbers[at] = next++;
    times[at] = now;
    lengths[at] = length;
    bytes += length;
    meter.add(length, now);
  }

  /**
   * The next packet was not sent, as when the loop sends too much: another gets its number, so that
   * the receiver does not report a loss.
   */
  void refused(int length) {
    bytes += length;
  }

  /** The bit rate of the last two seconds. */
  long rate(long now) {
    return meter.rate(now);
  }

  /** The length of all packets so far, also of those that were refused. */
  long bytes() {
    return bytes;
  }

  /**
   * Finds a packet that was sent.
   *
   * @param number 16 bits
   * @return its whole number, or -1 if it is not known, any more or at all
   */
  long find(int number) {
    long whole = next - 1 + (short) (number - (int) (next - 1));
    return whole >= FIRST && numbers[(int) whole & (SIZE - 1)] == whole ? whole : -1;
  }

  /** When a packet that was found was sent. */
  long time(long number) {
    return times[(int) number & (SIZE - 1)];
  }

  /** The length of a packet that was found. */
  int length(long number) {
    return lengths[(int) number & (SIZE - 1)];
  }

  /** Forgets a packet, since it has arrived. */
  void remove(long number) {
    numbers[(int) number & (SIZE - 1)] = -1;
  }
}
