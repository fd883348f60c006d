package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.spi.Batch;
import dev.rtcrooms.spi.Connection;
import dev.rtcrooms.spi.Outgoing;
import dev.rtcrooms.spi.WriteListener;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a connection: one write is in flight, the rest waits, bounded, and goes out
 * together next. Any thread may call it; who finds no write in flight begins one, and who hears
 * that it ended begins the next, in a loop and never by recursion.
 */
final class Outbox implements WriteListener {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /**
   * Where the write in flight is, so that a listener called inside {@code write} only leaves a
   * note.
   */
  private static final int IDLE = 0;

  private static final int INSIDE_WRITE = 1;
  private static final int ENDED_INSIDE = 2;
  private static final int IN_FLIGHT = 3;

  private final Connection connection;
  private final int frameBytes;
  private final int maxBytes;
  private final long maxAgeNanos;
  private final LongSupplier nanoTime;
  private final Consumer<CloseReason> giveUp;
  private final AtomicInteger phase = new AtomicInteger(IDLE);

  private final Object lock = new Object();
  private final Backlog backlog = new Backlog();
  private boolean writing;
  private boolean ended;
  private long writeBegan;

  Outbox(
      Connection connection, Limits limits, LongSupplier nanoTime, Consumer<CloseReason> giveUp) {
    this.connection = connection;
    this.frameBytes = limits.outboundFrameBytes();
    this.maxBytes = limits.outboxBytes();
    this.maxAgeNanos = limits.outboxAge().toNanos();
    this.nanoTime = nanoTime;
    this.giveUp = giveUp;
  }

  void offer(Batch batch) {
    Batch first = null;
    boolean overflow = false;
    synchronized (lock) {
      if (ended) {
        return;
      }
      if (!writing && fitsOneFrame(batch)) {
        first = batch;
      } else {
        add(batch.messages());
        overflow = backlog.bytes() > maxBytes;
        first = writing || overflow ? null : backlog.take(frameBytes);
      }
      if (first != null) {
        beginWrite();
      }
    }
    if (overflow) {
      giveUp.accept(CloseReason.TOO_SLOW);
    } else if (first != null) {
      write(first);
    }
  }

  /** Forgets what waits; what is in flight comes to its own end. */
  void end() {
    synchronized (lock) {
      ended = true;
      backlog.clear();
    }
  }

  /** Tells whether the write in flight, or what waits behind it, is over its age. */
  boolean overdue() {
    synchronized (lock) {
      long now = nanoTime.getAsLong();
      return !ended
          && writing
          && (now - writeBegan > maxAgeNanos
              || (!backlog.isEmpty() && now - backlog.oldest() > maxAgeNanos));
    }
  }

  @Override
  public void written() {
    if (phase.compareAndSet(INSIDE_WRITE, ENDED_INSIDE)) {
      return;
    }
    if (phase.compareAndSet(IN_FLIGHT, IDLE)) {
      Batch next = next();
      if (next != null) {
        write(next);
      }
    }
  }

  @Override
  public void failed(Throwable cause) {
    LOG.debug("A write failed: {}", cause.toString());
    giveUp.accept(CloseReason.LOST);
  }

  private void write(Batch first) {
    Batch next = first;
    while (next != null) {
      phase.set(INSIDE_WRITE);
      try {
        connection.write(next, this);
      } catch (RuntimeException | Error e) {
        failed(e);
        return;
      }
      if (phase.compareAndSet(INSIDE_WRITE, IN_FLIGHT)) {
        return;
      }
      phase.set(IDLE);
      next = next();
    }
  }

  private @Nullable Batch next() {
    synchronized (lock) {
      writing = false;
      Batch next = ended ? null : backlog.take(frameBytes);
      if (next != null) {
        beginWrite();
      }
      return next;
    }
  }

  private void beginWrite() {
    writing = true;
    writeBegan = nanoTime.getAsLong();
  }

  private boolean fitsOneFrame(Batch batch) {
    List<Outgoing> messages = batch.messages();
    if (!backlog.isEmpty()) {
      return false;
    }
    if (messages.size() == 1) {
      return true;
    }
    int bytes = 0;
    for (Outgoing message : messages) {
      bytes += connection.size(message) + 1;
    }
    return bytes - 1 <= frameBytes;
  }

  private void add(List<Outgoing> messages) {
    long now = nanoTime.getAsLong();
    for (Outgoing message : messages) {
      Object key =
          message.type().delivery() == Delivery.LATEST ? message.type().key(message.event()) : null;
      backlog.add(message, connection.size(message), key, now);
    }
  }
}
