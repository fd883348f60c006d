package dev.rtcrooms.sfu.forward;

import java.util.concurrent.TimeUnit;

/**
 * Finds out whether more reaches a receiver than it is sent, by sending padding for a moment. Times
 * are nanoseconds of any clock. Not thread-safe.
 */
final class Probing {

  /** More than the margin with which a larger layer must fit, because bit rates vary. */
  private static final double BEYOND = 1.4;

  /** A probe ends when its packets wait so long on their way. */
  private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(60);

  private static final long LEAST = 200_000;
  private static final long DURATION = TimeUnit.MILLISECONDS.toNanos(200);

  /** Padding is sent each time that the loop's timers run. */
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long FEEDBACK = TimeUnit.SECONDS.toNanos(1);
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(3);
  private static final long LONGEST_INTERVAL = TimeUnit.SECONDS.toNanos(10);
  private static final double BACKOFF = 1.5;

  /** Before the first probe, and after one that has arrived and was as large as permitted. */
  private static final long SHORTEST_INTERVAL = TimeUnit.SECONDS.toNanos(1);

  /** A probe says nothing if fewer of its packets arrive. */
  private static final double ENOUGH = 0.8;

  /** Packets that arrive so much slower than they were sent were held up. */
  private static final double SLOWER = 0.9;

  private static final double UTILIZATION = 0.95;

  private enum State {
    IDLE,
    SENDING,
    WAITING
  }

  private State state = State.IDLE;
  private long interval = INTERVAL;
  private boolean scheduled;
  private long next;

  /** Whether it is smaller than would be useful. */
  private boolean cut;

  private long target;
  private long began;
  private long first;
  private long last;
  private long bytesBefore;
  private int reported;
  private int arrivedPackets;
  private long arrivedBytes;
  private long firstSent;
  private long lastSent;
  private long firstArrived;
  private long lastArrived;
  private long shortestDelay;
  private boolean tooMuch;

  /**
   * Begins and goes on with probes.
   *
   * @param wanted the bit rate of all that would be sent; 0 if nothing more is wanted
   * @param most the greatest bit rate of a probe, which may be more than reaches the receiver
   * @param packets all that were sent
   * @return how many bytes of padding to send now
   */
  long due(long wanted, long most, SentPackets packets, long now) {
    if (!scheduled) {
      scheduled = true;
      next = now + SHORTEST_INTERVAL;
    }
    if (state == State.WAITING && now - began > DURATION + 2 * FEEDBACK) {
      end(false, now); // no feedback comes at all
    }
    if (state == State.IDLE && wanted > 0 && now - next >= 0) {
      long useful = (long) (BEYOND * wanted);
      cut = most < useful;
      begin(Math.max(LEAST, Math.min(useful, most)), packets, now);
    }
    if (state != State.SENDING) {
      return 0;
    }
    if (tooMuch || now - began >= DURATION) {
      state = State.WAITING;
      last = packets.next() - 1;
      return 0;
    }
    return Math.max(
        0, (long) (target / 8e9 * (now - began + TICK)) + bytesBefore - packets.bytes());
  }

  private void begin(long bitsPerSecond, SentPackets packets, long now) {
    state = State.SENDING;
    target = bitsPerSecond;
    began = now;
    first = packets.next();
    last = Long.MAX_VALUE;
    bytesBefore = packets.bytes();
    reported = 0;
    arrivedPackets = 0;
    arrivedBytes = 0;
    tooMuch = false;
  }

  /** A packet has arrived; returns whether it was sent in the time of a probe. */
  boolean arrived(long number, long sent, long arrived, int bytes) {
    if (!has(number)) {
      return false;
    }
    reported++;
    shortestDelay = arrivedPackets == 0 ? arrived - sent : Math.min(shortestDelay, arrived - sent);
    firstSent = arrivedPackets == 0 ? sent : Math.min(firstSent, sent);
    lastSent = arrivedPackets == 0 ? sent : Math.max(lastSent, sent);
    firstArrived = arrivedPackets == 0 ? arrived : Math.min(firstArrived, arrived);
    lastArrived = arrivedPackets == 0 ? arrived : Math.max(lastArrived, arrived);
    arrivedPackets++;
    arrivedBytes += bytes;
    if (arrived - sent - shortestDelay > LONGEST_WAIT) {
      tooMuch = true;
    }
    return true;
  }

  /** A packet was lost; returns whether it was sent in the time of a probe. */
  boolean lost(long number) {
    if (!has(number)) {
      return false;
    }
    reported++;
    return true;
  }

  private boolean has(long number) {
    return state != State.IDLE && number >= first && number <= last;
  }

  /**
   * Ends a probe whose packets were all reported.
   *
   * @return the bit rate that has arrived; 0 if no probe has ended, or none that says anything
   */
  long result(long now) {
    boolean all = reported > last - first;
    if (state != State.WAITING || (!all && now - began < DURATION + FEEDBACK)) {
      return 0;
    }
    if (arrivedPackets < ENOUGH * (last - first + 1) || arrivedPackets < 2) {
      end(false, now);
      return 0;
    }
    double sentRate = arrivedBytes * 8e9 / (lastSent - firstSent + TICK);
    double arrivedRate = arrivedBytes * 8e9 / (lastArrived - firstArrived + TICK);
    boolean slower = arrivedRate < SLOWER * sentRate;
    double rate = slower ? UTILIZATION * arrivedRate : Math.min(sentRate, arrivedRate);
    end(!slower && !tooMuch, now);
    return (long) rate;
  }

  private void end(boolean held, long now) {
    state = State.IDLE;
    interval = held ? INTERVAL : Math.min(LONGEST_INTERVAL, (long) (interval * BACKOFF));
    next = now + (held && cut ? SHORTEST_INTERVAL : interval);
  }
}
