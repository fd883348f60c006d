package dev.rtcrooms.hub.command;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the memory of all messages that have arrived and are not handled yet; any thread. Adding
 * is cheap; the sum is asked for only by those of whom much waits.
 */
public final class UnreadBudget {

  /** The memory of a message besides the bytes of its texts. */
  private static final int MESSAGE = 256;

  /** Of whom no more waits, nobody asks for the sum. */
  private static final int SMALL = 16 * 1024;

  private final long most;
  private final LongAdder unread = new LongAdder();

  /**
   * A budget.
   *
   * @param most the most that may wait
   */
  public UnreadBudget(long most) {
    this.most = most;
  }

  /** The memory of messages that arrived in so many bytes. */
  public static int size(int messages, int bytes) {
    return messages * MESSAGE + bytes;
  }

  /** More waits; less if negative. */
  public void add(long size) {
    unread.add(size);
  }

  /** How much waits. */
  public long sum() {
    return unread.sum();
  }

  /**
   * Tells whether a sender must go, because too much waits in all.
   *
   * @param own how much of it is the sender's
   */
  public boolean isOverFor(long own) {
    return own > SMALL && unread.sum() > most;
  }
}
