package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.rtcp.RtcpHandler;
import java.util.concurrent.TimeUnit;

/**
 * What reaches a receiver: its feedback about each packet, or its own estimate (REMB) if it gives
 * no feedback. For the loop's thread.
 */
final class Bandwidth {

  /**
   * A probe is at most so many times the estimate, once a limit was found: more would fill a long
   * queue on the way, and media would be lost with it.
   */
  private static final int MOST_OF_PROBE = 2;

  private final SentPackets sent;
  private final Estimate estimate = new Estimate();
  private final Probing probing = new Probing();
  private final LossShare losses = new LossShare();
  private boolean arrivals;
  private boolean estimatedBefore;
  private long receiversEstimate = Long.MAX_VALUE;
  private boolean heard;
  private boolean updated;
  private long lastMicros;
  private long clock;

  /** Nothing is known yet. */
  Bandwidth(SentPackets sent) {
    this.sent = sent;
  }

  /** The receiver tells of each packet when it arrived. */
  void expectArrivals() {
    arrivals = true;
  }

  /** See {@link RtcpHandler#arrival}. */
  void arrival(int number, long micros) {
    updated = true;
    long whole = sent.find(number);
    if (micros == RtcpHandler.MISSING) {
      if (whole >= 0) {
        estimate.lost();
        noteShare(true, probing.lost(whole));
      }
      return;
    }
    advance(micros);
    if (whole >= 0) {
      long time = sent.time(whole);
      int length = sent.length(whole);
      boolean ofProbe = probing.arrived(whole, time, clock, length);
      estimate.arrived(time, clock, length, ofProbe);
      noteShare(false, ofProbe);
      sent.remove(whole);
    }
  }

  /** A probe fills queues on purpose: what it loses says nothing about other times. */
  private void noteShare(boolean isLost, boolean ofProbe) {
    if (!ofProbe) {
      losses.packet(isLost);
    }
  }

  /** The receiver's clock begins again after some days. */
  private void advance(long micros) {
    long half = RtcpHandler.MICROS / 2;
    long step = Math.floorMod(micros - lastMicros + half, RtcpHandler.MICROS) - half;
    clock += heard ? TimeUnit.MICROSECONDS.toNanos(step) : 0;
    lastMicros = micros;
    heard = true;
  }

  /** The receiver's own estimate. */
  void estimated(long bitsPerSecond) {
    estimatedBefore = true;
    receiversEstimate = bitsPerSecond;
  }

  /** All that one packet of feedback says was told. */
  void update(int roundTripMillis, long now) {
    if (!updated) {
      return;
    }
    updated = false;
    estimate.update(roundTripMillis, now);
    long held = probing.result(now);
    if (held > 0) {
      estimate.held(held);
    }
  }

  /** Bits per second. */
  long bitsPerSecond() {
    return arrivals ? estimate.bitsPerSecond() : receiversEstimate;
  }

  /**
   * Whether copies of packets are useful, by {@link LossShare#warrantsCopies}, and take only what
   * the media leaves; false without feedback about each packet. Where a queue grows, packets are
   * lost because too much is sent.
   */
  boolean warrantsCopies(long now) {
    return losses.warrantsCopies()
        && sent.rate(now) < estimate.bitsPerSecond()
        && !estimate.hasFallen(now);
  }

  /** Whether {@link #bitsPerSecond} is more than an assumption. */
  boolean isMeasured() {
    return arrivals ? estimate.isMeasured() : estimatedBefore;
  }

  /** Whether probes can find more: the receiver reports each packet. */
  boolean canProbe() {
    return arrivals;
  }

  /** See {@link Probing#due}. */
  long padding(long wanted, long now) {
    if (!arrivals) {
      return 0;
    }
    boolean sure = estimate.isMeasured();
    long most = sure ? MOST_OF_PROBE * estimate.bitsPerSecond() : Long.MAX_VALUE;
    return probing.due(wanted, most, sent, now);
  }
}
