package dev.rtcrooms.jakarta;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that send by a container's blocking call, for containers whose asynchronous call costs
 * more than the sending itself. Any thread may call it without blocking.
 *
 * <p>A blocking call waits for as long as its client does not read. A watch finds such threads and
 * lets another thread continue with the pending sends. If too many threads wait, all sends are
 * asynchronous until some of them are free again. So a client can occupy a thread, but delays the
 * others for two periods of the watch at most, which are 4 ms. A client for which a thread waits
 * much longer is sent to asynchronously for a while.
 */
final class Writers {

  private static final Logger LOG = LoggerFactory.getLogger(Writers.class);

  /** How many threads may wait for clients before all sends are asynchronous. */
  static final int MOST_STUCK = 8;

  private static final int LOOK_MILLIS = 2;

  /** How many looks in a row must find a thread in the same send before its client is stuck. */
  static final int LOOKS_UNTIL_STUCK = 10;

  private static final int IDLE_SECONDS = 5;

  /** How many pending sends are worth waking another thread. */
  private static final int WORTH_ANOTHER = 64;

  private final int atOnce;
  private final ThreadFactory threads;
  private final ScheduledExecutorService watch;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition called = lock.newCondition();
  private final RoomTurns due = new RoomTurns();
  private final List<Writer> writers = new ArrayList<>();
  private int sending;
  private int stuck;
  private int idle;
  private int calls;
  private boolean watched;
  private boolean closed;

  /**
   * Threads start when there is something to send, and end after some idle seconds.
   *
   * @param atOnce how many threads send at the same time, not counting those that are stuck
   * @param daemons creates the threads
   */
  Writers(int atOnce, Daemons daemons) {
    this(atOnce, daemons.threads("rtc-rooms-writer-"), daemons.timer("rtc-rooms-watch-", 1));
  }

  /** With the caller's threads. */
  Writers(int atOnce, ThreadFactory threads, ScheduledExecutorService watch) {
    this.atOnce = atOnce;
    this.threads = threads;
    this.watch = watch;
  }

  /** One thread and its current send; guarded by the lock. */
  private static final class Writer {
    @Nullable Thread thread;
    @Nullable Send now;
    @Nullable Send seen;
    int seenWaiting;
    boolean stuck;

    /** Tells whether its client is not known to be stuck, but may be. */
    boolean isSuspect() {
      return stuck && seenWaiting < LOOKS_UNTIL_STUCK;
    }
  }

  /** Adds a send. Within a room sends keep their order, and rooms take turns. */
  void send(Send send) {
    if (!take(send)) {
      send.sendAsync();
    }
  }

  /** Lets each thread end when it has nothing to send. */
  void endIdle() {
    lock.lock();
    try {
      closed = true;
      called.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean take(Send send) {
    lock.lock();
    try {
      if (stuck >= MOST_STUCK || (sending == 0 && !calledOne())) {
        return false;
      }
      due.add(send);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** If no thread can be started, the caller continues without, and the next caller tries again. */
  private boolean calledOne() {
    try {
      callOne();
      return true;
    } catch (RuntimeException | Error e) {
      LOG.warn("Cannot start a thread for sending", e);
      return false;
    }
  }

  private void callOne() {
    if (idle > 0) {
      idle--;
      calls++;
      called.signal();
    } else {
      Writer writer = new Writer();
      writer.thread = threads.newThread(() -> write(writer));
      writer.thread.start();
      writers.add(writer);
    }
    sending++;
  }

  private void write(Writer writer) {
    for (Send send = next(writer); send != null; send = next(writer)) {
      try {
        send.sendBlocking();
      } catch (RuntimeException | Error e) {
        LOG.error("A connection failed to handle the end of its write", e);
      }
    }
  }

  /** Waits some seconds for something to send. */
  private @Nullable Send next(Writer writer) {
    lock.lock();
    try {
      writer.now = null;
      if (writer.stuck) {
        writer.stuck = false;
        stuck--;
        sending++;
      }
      while (due.size() == 0 || sending > atOnce) {
        sending--;
        if (!awaitCall()) {
          writers.remove(writer);
          return null;
        }
      }
      writer.now = due.poll();
      callOthers();
      return writer.now;
    } finally {
      lock.unlock();
    }
  }

  private void callOthers() {
    if (due.size() >= WORTH_ANOTHER && sending < atOnce) {
      boolean unused = calledOne();
    }
    if (!watched) {
      watchLater();
    }
  }

  private boolean awaitCall() {
    idle++;
    long left = TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
    while (calls == 0) {
      if (left <= 0 || closed) {
        idle--;
        return false;
      }
      try {
        left = called.awaitNanos(left);
      } catch (InterruptedException e) {
        // it came for a send that has ended: this thread has none now
      }
    }
    calls--;
    return true;
  }

  /** If the watch gets no thread, the next send tries again. */
  private void watchLater() {
    try {
      Future<?> unused = watch.schedule(() -> look(), LOOK_MILLIS, TimeUnit.MILLISECONDS);
      watched = true;
    } catch (RuntimeException | Error e) {
      LOG.warn("Cannot watch for threads that wait for a client", e);
    }
  }

  /** Finds threads that have waited for a client since the last look, and lets others continue. */
  private void look() {
    List<Send> forsaken = new ArrayList<>();
    lock.lock();
    try {
      watched = false;
      writers.forEach(this::look);
      if (due.size() > 0 && stuck >= MOST_STUCK) {
        forsaken.addAll(due.clear());
      } else if (due.size() > 0 && sending == 0) {
        boolean unused = calledOne();
      }
      if (sending > 0 || due.size() > 0 || writers.stream().anyMatch(Writer::isSuspect)) {
        watchLater();
      }
    } finally {
      lock.unlock();
    }
    forsaken.forEach(Writers::sendAsync);
  }

  private static void sendAsync(Send send) {
    try {
      send.sendAsync();
    } catch (RuntimeException | Error e) {
      LOG.error("A connection failed to handle the end of its write", e);
    }
  }

  private void look(Writer writer) {
    if (writer.now != null && writer.now == writer.seen && waits(writer.thread)) {
      if (!writer.stuck) {
        writer.stuck = true;
        stuck++;
        sending--;
      }
      if (++writer.seenWaiting == LOOKS_UNTIL_STUCK) {
        writer.now.isStuck();
      }
    } else {
      writer.seenWaiting = 0;
    }
    writer.seen = writer.now;
  }

  /** A thread that waits only for the lock that this look holds is not stuck. */
  private boolean waits(@Nullable Thread thread) {
    Thread.State state = thread == null ? Thread.State.NEW : thread.getState();
    boolean waiting =
        state == Thread.State.WAITING
            || state == Thread.State.TIMED_WAITING
            || state == Thread.State.BLOCKED;
    return waiting && !lock.hasQueuedThread(thread);
  }
}
