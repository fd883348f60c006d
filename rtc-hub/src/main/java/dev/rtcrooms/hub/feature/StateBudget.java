package dev.rtcrooms.hub.feature;

import dev.rtcrooms.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds the memory that all rooms together take for what they keep besides their histories; any
 * thread. If they keep too much, those that keep most are cut to an equal size, by their oldest,
 * and all others stay as they are. Each room cuts its own state, in its mailbox.
 */
public final class StateBudget {

  /** A sixteenth is freed at once, so that not each change has to look at all rooms. */
  private static final int FREED = 16;

  private final long most;
  private final AtomicLong total = new AtomicLong();
  private final Set<Share> shares = ConcurrentHashMap.newKeySet();
  private final ReentrantLock levelling = new ReentrantLock();

  /** When to look at the rooms: beyond the bound, and beyond what they were asked to free. */
  private volatile long threshold;

  /**
   * A budget.
   *
   * @param most the most that all rooms may keep, in bytes
   */
  public StateBudget(long most) {
    this.most = most;
    this.threshold = most;
  }

  /** What a hub has that bounds the state of its room. */
  public interface Owner {

    /** The share of the room. */
    Share state();
  }

  /** What one room keeps; for its mailbox. */
  public final class Share {
    private final Executor mailbox;
    private final List<Runnable> parts = new ArrayList<>();
    private volatile long bytes;
    private long limit = Long.MAX_VALUE;
    private boolean ended;

    private Share(Executor mailbox) {
      this.mailbox = mailbox;
    }

    /**
     * Adds a part of the room's state. Parts that are added later give way first.
     *
     * @param cut gives up the oldest of the part until the share is not too large any more
     */
    public void add(Runnable cut) {
      parts.add(0, cut);
    }

    /** The room keeps so many bytes more; less if negative. */
    public void changed(long by) {
      if (!ended) {
        change(by);
        if (by > 0 && total.get() > threshold) {
          level();
        }
      }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only the mailbox changes it
    private void change(long by) {
      bytes += by;
      long now = total.addAndGet(by);
      if (now <= most && threshold != most) {
        threshold = most;
      }
    }

    /** Tells whether the room must give up something. */
    public boolean isTooLarge() {
      return bytes > limit;
    }

    private void cut(long level) {
      limit = level;
      parts.forEach(Runnable::run);
      limit = Long.MAX_VALUE;
    }

    /** The room has ended and keeps nothing. */
    public void end() {
      change(-bytes);
      ended = true;
      shares.remove(this);
    }
  }

  /**
   * The share of a room that keeps nothing yet.
   *
   * @param mailbox of the room
   */
  public Share share(Executor mailbox) {
    Share share = new Share(mailbox);
    shares.add(share);
    return share;
  }

  /** The share of the room that a feature is created for. */
  public static Share of(Room room) {
    return room.hub() instanceof Owner owner
        ? owner.state()
        : new StateBudget(Long.MAX_VALUE).share(room::execute);
  }

  /** How much all rooms keep. */
  public long sum() {
    return total.get();
  }

  private void level() {
    if (!levelling.tryLock()) {
      return;
    }
    try {
      threshold = total.get() + most / FREED;
      List<Share> all = List.copyOf(shares);
      long level =
          EqualSize.of(all.stream().map(share -> share.bytes).toList(), most - most / FREED);
      for (Share share : all) {
        if (share.bytes > level) {
          share.mailbox.execute(() -> share.cut(level));
        }
      }
    } finally {
      levelling.unlock();
    }
  }
}
