package dev.rtcrooms.sfu.net;

import java.util.concurrent.TimeUnit;

/** Bounds how much media a loop sends. Times are nanoseconds of any clock. Not thread-safe. */
final class Egress {

  /** What was not sent in a short time may be sent later: a quarter of a second's bytes. */
  private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final double bytesPerNano;
  private double left;
  private long filledAt;
  private boolean refused;
  private boolean exceeded;
  private long exceededUntil;

  Egress(long bitsPerSecond) {
    this.bytesPerNano = bitsPerSecond / 8e9;
    this.left = bytesPerNano * BURST_NANOS;
  }

  /** Takes a packet into account, and returns false if it must not be sent. */
  boolean take(int bytes) {
    if (left < bytes) {
      refused = true;
      return false;
    }
    left -= bytes;
    return true;
  }

  /** Lets time pass; called every 20 ms or so. */
  void pass(long now) {
    long elapsed = Math.min(BURST_NANOS, now - filledAt);
    left = Math.min(bytesPerNano * BURST_NANOS, left + bytesPerNano * elapsed);
    filledAt = now;
    if (refused) {
      refused = false;
      exceededUntil = now + TimeUnit.SECONDS.toNanos(1);
      exceeded = true;
    } else if (now - exceededUntil >= 0) {
      exceeded = false;
    }
  }

  /**
   * Tells whether more than media may be sent: no packet was refused in the last second, and half
   * of a burst is left. Then it is not what is sent beyond media that makes media exceed the limit.
   */
  boolean hasSpare() {
    return !exceeded && !refused && left >= bytesPerNano * BURST_NANOS / 2;
  }

  /** Tells whether a packet was refused in the last second. */
  boolean isExceeded() {
    return exceeded;
  }
}
