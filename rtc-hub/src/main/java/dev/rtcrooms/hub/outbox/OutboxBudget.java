package dev.rtcrooms.hub.outbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Adds up what waits for the clients of all rooms, as each room reports it once a second; any
 * thread. No delivery touches it.
 */
public final class OutboxBudget {

  private final long most;
  private final AtomicLong total = new AtomicLong();
  private final Set<Share> shares = ConcurrentHashMap.newKeySet();

  /** A budget of so many bytes. */
  public OutboxBudget(long most) {
    this.most = most;
  }

  /** The share of a room, for its mailbox; any thread may read it. */
  public final class Share {
    private volatile long bytes;
    private volatile long largest;

    private Share() {}

    /**
     * Reports what waits now.
     *
     * @param largest the most that waits for one client
     */
    public void report(long bytes, long largest) {
      total.addAndGet(bytes - this.bytes);
      this.bytes = bytes;
      this.largest = largest;
      if (bytes == 0) {
        shares.remove(this);
      } else {
        shares.add(this);
      }
    }

    /** So much less waits, at most; until the next report says how much it is. */
    public void reduce(long most) {
      report(Math.max(0, bytes - most), largest);
    }

    /** The waiting bytes of the last report. */
    public long bytes() {
      return bytes;
    }
  }

  /** The share of a room in which nothing waits yet. */
  public Share share() {
    return new Share();
  }

  /** Tells whether too much waits in all. */
  public boolean isOver() {
    return total.get() > most;
  }

  /** For whom less waits, stays for now: half of the most that waits for one client of any room. */
  public long threshold() {
    return shares.stream().mapToLong(share -> share.largest).max().orElse(0) / 2;
  }
}
