package dev.rtcrooms.sfu.rtp;

/**
 * The packets of a source that are missing, and when to ask for each again by NACK (RFC 4585
 * §6.2.1): at once, unless packets have come out of order lately. While packets are lost, it also
 * asks for the packet after the newest one, if that does not end its frame and nothing follows: a
 * later packet would show only after a while that it is missing. Times are milliseconds of any
 * clock. Not thread-safe.
 */
public final class Losses {

  /** The most packets that are asked for at a time; a greater gap needs a keyframe. */
  public static final int MAX = 100;

  /** The most requests for one packet. */
  static final int TRIES = 5;

  /** How long the missing packets of a gap may take where packets come out of order. */
  static final int FIRST_DELAY = 20;

  /** How long it counts that a packet has come out of order, and that one was missing. */
  static final int LATELY = 10_000;

  /** How long the rest of a frame may take. */
  static final int REST_DELAY = 10;

  private static final int MIN_DELAY = 20;

  private static final int MAX_DELAY = 400;
  private static final double GROWTH = 1.25;

  /** The milliseconds that a repair is assumed to take before one was measured. */
  public static final int DEFAULT_ROUND_TRIP = 100;

  private final boolean separate;
  private final long[] sequence = new long[MAX];
  private final long[] due = new long[MAX];
  private final long[] asked = new long[MAX];
  private final int[] tries = new int[MAX];
  private int size;
  private long newest = -1;
  private int roundTrip = DEFAULT_ROUND_TRIP;
  private boolean measured;
  private long patientUntil = Long.MIN_VALUE;
  private long lossyUntil = Long.MIN_VALUE;
  private boolean gap;

  /** When the newest packet has come. */
  private long newestAt;

  /** Whether more packets of its frame are to come. */
  private boolean more;

  /** The number that was asked for without knowing whether there is such a packet. */
  private long guess = -1;

  private long guessedAt;

  /**
   * Nothing is missing.
   *
   * @param separate whether packets that are sent again come from a source of their own (RFC 4588),
   *     by which they are told from those that come late
   */
  public Losses(boolean separate) {
    this.separate = separate;
  }

  /** The meaning of a packet for the packets before it. */
  public enum Arrival {
    /** It is newer than all others. */
    NEWER,
    /** It was missing. */
    REPAIRED,
    /** It was received before, or is too old to be known. */
    DUPLICATE,
    /** It is newer, and so much is missing before it that only a keyframe helps. */
    BROKEN
  }

  /**
   * Notes a packet.
   *
   * @param in its extended sequence number
   * @param repair whether it was sent again from a source of its own
   * @param follows whether more packets of its frame are to come
   * @param now the time
   * @return what it means
   */
  public Arrival received(long in, boolean repair, boolean follows, long now) {
    if (newest < 0) {
      advance(in, follows, now);
      return Arrival.NEWER;
    }
    if (in <= newest) {
      int at = indexOf(in);
      if (at < 0) {
        return Arrival.DUPLICATE;
      }
      if (!repair && (separate || tries[at] == 0)) {
        patientUntil = now + LATELY;
      } else if (repair && tries[at] == 1) {
        measure((int) (now - asked[at]));
      }
      remove(at);
      return Arrival.REPAIRED;
    }
    long absent = in - newest - 1;
    if (absent + size > MAX) {
      size = 0;
      gap = false;
      advance(in, follows, now);
      return Arrival.BROKEN;
    }
    for (long missing = newest + 1; missing < in; missing++) {
      lack(missing, now);
    }
    advance(in, follows, now);
    return Arrival.NEWER;
  }

  private void lack(long missing, long now) {
    sequence[size] = missing;
    if (missing == guess) {
      tries[size] = 1;
      asked[size] = guessedAt;
      due[size] = guessedAt + delay(1);
    } else {
      tries[size] = 0;
      due[size] = now < patientUntil ? now + FIRST_DELAY : now;
      gap = now >= patientUntil;
    }
    size++;
    lossyUntil = now + LATELY;
  }

  private void advance(long in, boolean follows, long now) {
    newest = in;
    newestAt = now;
    more = follows;
  }

  /**
   * Tells whether packets are to be asked for at once.
   *
   * @return true if some were found to be missing since the last {@link #take}
   */
  public boolean hasGap() {
    return gap;
  }

  /**
   * Tells whether a packet is missing and was asked for.
   *
   * @param in its extended sequence number
   * @return false also for a packet that was given up
   */
  public boolean isAsked(long in) {
    int at = indexOf(in);
    return at >= 0 && tries[at] > 0;
  }

  /**
   * Takes the numbers of the packets to ask for now. A packet that was asked for often enough is
   * given up.
   *
   * @param now the time
   * @param taken receives the extended numbers in ascending order; has {@link #MAX} elements
   * @return how many
   */
  public int take(long now, long[] taken) {
    int count = 0;
    gap = false;
    for (int i = 0; i < size; i++) {
      if (due[i] > now) {
        continue;
      }
      if (tries[i] == TRIES) {
        remove(i--);
        continue;
      }
      taken[count++] = sequence[i];
      asked[i] = now;
      due[i] = now + delay(++tries[i]);
    }
    if (more && guess <= newest && count < MAX && isLate(now)) {
      guess = newest + 1;
      guessedAt = now;
      taken[count++] = guess;
    }
    return count;
  }

  /** Whether the rest of the newest frame is probably lost. */
  private boolean isLate(long now) {
    int delay = now < patientUntil ? FIRST_DELAY : REST_DELAY;
    return now < lossyUntil && now - newestAt >= delay;
  }

  private long delay(int attempt) {
    double wait = roundTrip * Math.pow(GROWTH, attempt - 1);
    return (long) Math.min(MAX_DELAY, Math.max(MIN_DELAY, wait));
  }

  private void measure(int sample) {
    roundTrip = measured ? (7 * roundTrip + sample) / 8 : sample;
    measured = true;
  }

  /**
   * A keyframe makes all that was missing before it useless.
   *
   * @param keyframe the extended number of its first packet
   */
  public void giveUp(long keyframe) {
    while (size > 0 && sequence[0] < keyframe) {
      remove(0); // they are in ascending order
    }
  }

  /**
   * Returns the time that a repair takes.
   *
   * @return milliseconds, smoothed; 100 before the first repair
   */
  public int roundTrip() {
    return roundTrip;
  }

  /**
   * Returns the newest packet.
   *
   * @return its extended number; -1 before the first
   */
  public long newest() {
    return newest;
  }

  private int indexOf(long in) {
    for (int i = 0; i < size; i++) {
      if (sequence[i] == in) {
        return i;
      }
    }
    return -1;
  }

  private void remove(int at) {
    int behind = size - at - 1;
    System.arraycopy(sequence, at + 1, sequence, at, behind);
    System.arraycopy(due, at + 1, due, at, behind);
    System.arraycopy(asked, at + 1, asked, at, behind);
    System.arraycopy(tries, at + 1, tries, at, behind);
    size--;
  }
}
