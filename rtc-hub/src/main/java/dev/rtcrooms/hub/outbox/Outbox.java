package dev.rtcrooms.hub.outbox;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of a connection; any thread, and no thread waits for another. One write is in
 * flight. Further messages wait, bounded in bytes, and are written together next. The thread that
 * finds no write in flight starts one. The thread that reports its end starts the next, in a loop
 * and not by recursion.
 */
public final class Outbox implements WriteListener {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** Marks that no write is in flight, so nothing waits. */
  private static final Backlog IDLE = Backlog.marker();

  /** Marks that a write is in flight, and nothing waits behind it. */
  private static final Backlog NOTHING = Backlog.marker();

  /** Marks that nothing will be written any more. */
  private static final Backlog ENDED = Backlog.marker();

  /** No thread is inside {@link Connection#write}. */
  private static final int OUTSIDE = 0;

  /** A thread is inside {@link Connection#write}. */
  private static final int INSIDE = 1;

  /** As {@link #INSIDE}, and the listener was called there. */
  private static final int ENDED_INSIDE = 2;

  private static final AtomicReferenceFieldUpdater<Outbox, Backlog> WAITING =
      AtomicReferenceFieldUpdater.newUpdater(Outbox.class, Backlog.class, "waiting");
  private static final AtomicIntegerFieldUpdater<Outbox> PHASE =
      AtomicIntegerFieldUpdater.newUpdater(Outbox.class, "phase");

  private final Connection connection;
  private final Sizing sizing;
  private final Limits limits;
  private final Scheduler scheduler;
  private final Consumer<CloseReason> giveUp;
  private volatile Backlog waiting = IDLE;
  private volatile int phase = OUTSIDE;
  private volatile long writeBegan;

  /**
   * An empty outbox.
   *
   * @param giveUp called on any thread when a write fails or too much waits
   */
  public Outbox(
      Connection connection, Limits limits, Scheduler scheduler, Consumer<CloseReason> giveUp) {
    this.connection = connection;
    this.sizing = connection.sizing();
    this.limits = limits;
    this.scheduler = scheduler;
    this.giveUp = giveUp;
  }

  /**
   * Writes messages, or queues them; for the connection's lane.
   *
   * @param now the scheduler's nanoseconds
   */
  public void offer(TurnMessages messages, long now) {
    Backlog turn = messages.backlog(sizing);
    Backlog before = waiting;
    while (before != ENDED && !offered(before, turn, now)) {
      before = waiting;
    }
  }

  private boolean offered(Backlog before, Backlog turn, long now) {
    if (before != IDLE) {
      Backlog after = before == NOTHING ? turn.alone() : before.then(turn);
      return fits(after) ? becomes(before, after) : overflows(before);
    }
    Backlog.Taken first = turn.take();
    Backlog rest = first.rest();
    if (rest != null && !fits(rest)) {
      return overflows(before);
    }
    writeBegan = now;
    if (!becomes(before, rest == null ? NOTHING : rest)) {
      return false;
    }
    write(first.frame());
    return true;
  }

  private boolean fits(Backlog backlog) {
    return backlog.bytes() <= limits.outboxBytes();
  }

  private boolean overflows(Backlog before) {
    if (!becomes(before, ENDED)) {
      return false;
    }
    giveUp.accept(CloseReason.TOO_SLOW);
    return true;
  }

  private boolean becomes(Backlog before, Backlog after) {
    return WAITING.compareAndSet(this, before, after);
  }

  /** Discards what waits. A write in flight continues. */
  public void end() {
    waiting = ENDED;
  }

  /** What waits behind the write in flight; perhaps a marker without messages. */
  Backlog backlog() {
    return waiting;
  }

  /** How many bytes wait behind the write in flight. */
  public long waitingBytes() {
    return waiting.bytes();
  }

  /**
   * Tells whether the write in flight, or a message behind it, is older than allowed.
   *
   * @param most in nanoseconds
   */
  public boolean isOlderThan(long most) {
    Backlog behind = waiting;
    if (behind == IDLE || behind == ENDED) {
      return false;
    }
    long now = scheduler.nanoTime();
    return now - writeBegan > most || (behind != NOTHING && now - behind.oldest() > most);
  }

  @Override
  public void written() {
    if (PHASE.compareAndSet(this, INSIDE, ENDED_INSIDE)) {
      return;
    }
    Batch next = next();
    if (next != null) {
      write(next);
    }
  }

  @Override
  public void failed(Throwable cause) {
    LOG.debug("A write failed: {}", cause.toString());
    end();
    giveUp.accept(CloseReason.LOST);
  }

  private void write(Batch first) {
    Batch next = first;
    while (next != null) {
      phase = INSIDE;
      try {
        connection.write(next, this);
      } catch (RuntimeException | Error e) {
        failed(e);
        return;
      }
      if (phase == INSIDE && PHASE.compareAndSet(this, INSIDE, OUTSIDE)) {
        return;
      }
      phase = OUTSIDE;
      next = next();
    }
  }

  /** After the end of a write: gives the next frame, if anything waits. */
  private @Nullable Batch next() {
    Backlog before = waiting;
    while (before != ENDED && before != IDLE) {
      if (before == NOTHING) {
        if (becomes(NOTHING, IDLE)) {
          return null;
        }
      } else {
        Backlog.Taken taken = before.take();
        Backlog rest = taken.rest();
        writeBegan = scheduler.nanoTime();
        if (becomes(before, rest == null ? NOTHING : rest)) {
          return taken.frame();
        }
      }
      before = waiting;
    }
    return null;
  }
}
