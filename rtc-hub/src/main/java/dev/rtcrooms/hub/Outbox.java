package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
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
 * The one writer of a connection: one write is in flight, the rest waits, bounded, and goes out
 * together next. Any thread may call it, and none waits for another: who finds no write in flight
 * begins one, and who hears that it ended begins the next, in a loop and never by recursion.
 */
final class Outbox implements WriteListener {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** In place of what waits: no write is in flight, so nothing waits. */
  private static final Backlog IDLE = Backlog.sign();

  /** In place of what waits: a write is in flight, and nothing waits behind it. */
  private static final Backlog NOTHING = Backlog.sign();

  /** In place of what waits: nothing will be written any more. */
  private static final Backlog ENDED = Backlog.sign();

  /** The thread that began a write has come back from it, or there is none. */
  private static final int OUTSIDE = 0;

  /** That thread is inside {@code write}, where a listener only leaves a note. */
  private static final int INSIDE = 1;

  private static final int ENDED_INSIDE = 2;

  private static final AtomicReferenceFieldUpdater<Outbox, Backlog> WAITING =
      AtomicReferenceFieldUpdater.newUpdater(Outbox.class, Backlog.class, "waiting");
  private static final AtomicIntegerFieldUpdater<Outbox> PHASE =
      AtomicIntegerFieldUpdater.newUpdater(Outbox.class, "phase");

  private final Connection connection;
  private final Sizing sizing;
  private final Settings settings;
  private final Consumer<CloseReason> giveUp;
  private volatile Backlog waiting = IDLE;
  private volatile int phase = OUTSIDE;
  private volatile long writeBegan;

  Outbox(Connection connection, Settings settings, Consumer<CloseReason> giveUp) {
    this.connection = connection;
    this.sizing = connection.sizing();
    this.settings = settings;
    this.giveUp = giveUp;
  }

  /** Writes a share, or lets it wait; the connection's lane, whose clock is given. */
  void offer(Share share, long now) {
    Backlog turn = share.backlog(sizing);
    Backlog before = waiting;
    while (before != ENDED && !offered(before, turn, now)) {
      before = waiting;
    }
  }

  private boolean offered(Backlog before, Backlog turn, long now) {
    if (before != IDLE) {
      Backlog after = before == NOTHING ? turn : before.then(turn);
      return bearable(after) ? becomes(before, after) : overflows(before);
    }
    Backlog.Taken first = turn.take();
    Backlog rest = first.rest();
    if (rest != null && !bearable(rest)) {
      return overflows(before);
    }
    writeBegan = now;
    if (!becomes(before, rest == null ? NOTHING : rest)) {
      return false;
    }
    write(first.frame());
    return true;
  }

  private boolean bearable(Backlog backlog) {
    return backlog.bytes() <= settings.limits().outboxBytes();
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

  /** Forgets what waits; what is in flight comes to its own end. */
  void end() {
    waiting = ENDED;
  }

  /** Tells whether the write in flight, or what waits behind it, is over its age. */
  boolean overdue() {
    Backlog behind = waiting;
    if (behind == IDLE || behind == ENDED) {
      return false;
    }
    long now = settings.scheduler().nanoTime();
    long most = settings.limits().outboxAge().toNanos();
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

  /** The write in flight has ended: gives the next, if anything waits. */
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
        writeBegan = settings.scheduler().nanoTime();
        if (becomes(before, rest == null ? NOTHING : rest)) {
          return taken.frame();
        }
      }
      before = waiting;
    }
    return null;
  }
}
