package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import java.util.concurrent.TimeUnit;

/** The values of a source's next receiver report (RFC 3550 §6.4.1, appendix A). Not thread-safe. */
final class Reception {

  private final int clockRate;
  private long base = -1;
  private long newest = -1;
  private long received;
  private long expectedBefore;
  private long receivedBefore;
  private long transit;
  private double jitter;

  private boolean reported;
  private long ntp;
  private long timestamp;
  private long reportedAt;

  Reception(int clockRate) {
    this.clockRate = clockRate;
  }

  void received(long in, long rtpTime, long now) {
    received++;
    if (base < 0) {
      base = in;
    }
    long arrival = (long) (now / 1e9 * clockRate);
    long nextTransit = arrival - rtpTime;
    if (newest >= 0 && in > newest) {
      int difference = (int) (nextTransit - transit); // both wrap at 32 bits
      jitter += (Math.abs((double) difference) - jitter) / 16;
    }
    if (in > newest) {
      transit = nextTransit;
      newest = in;
    }
  }

  void senderReport(long senderNtp, long rtpTime, long now) {
    reported = true;
    ntp = senderNtp;
    timestamp = rtpTime;
    reportedAt = now;
  }

  /** How many packets came. */
  long packets() {
    return received;
  }

  /** How many packets did not come so far. */
  long lost() {
    return base < 0 ? 0 : Math.max(0, newest - base + 1 - received);
  }

  long jitterMillis() {
    return (long) (jitter * 1000 / clockRate);
  }

  /** Tells whether the sender has said how its clock and its timestamps belong together. */
  boolean isReported() {
    return reported;
  }

  /** The sender's clock now, in 1/2^32 seconds. */
  long ntp(long now) {
    long elapsed = now - reportedAt;
    long seconds = elapsed / TimeUnit.SECONDS.toNanos(1);
    double rest = (elapsed % TimeUnit.SECONDS.toNanos(1)) / 1e9;
    return ntp + (seconds << 32) + (long) (rest * (1L << 32));
  }

  /** The timestamp of the same moment as {@link #ntp}. */
  long timestamp(long now) {
    return timestamp + (long) ((now - reportedAt) / 1e9 * clockRate);
  }

  /** The timestamp of a moment of the sender's clock. */
  long timestampAt(long senderNtp) {
    return timestamp + (long) ((senderNtp - ntp) / 4_294_967_296.0 * clockRate);
  }

  /** The sender's clock at a timestamp of 32 bits; 0 before its first report. */
  long ntpAt(long rtpTime) {
    if (!reported) {
      return 0;
    }
    int ticks = (int) (rtpTime - timestamp);
    return ntp + (long) (ticks * ((double) (1L << 32) / clockRate));
  }

  void write(RtcpWriter report, int self, int ssrc, long now) {
    if (base < 0) {
      return;
    }
    long expected = newest - base + 1;
    long expectedNow = expected - expectedBefore;
    long lostNow = expectedNow - (received - receivedBefore);
    expectedBefore = expected;
    receivedBefore = received;
    int fraction =
        expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, 256 * lostNow / expectedNow);
    report.receiverReport(
        self,
        ssrc,
        fraction,
        expected - received,
        newest - 0x10000, // the first cycle is 0
        (long) jitter,
        reported ? (int) (ntp >> 16) : 0,
        reported ? (long) ((now - reportedAt) / 1e9 * 65_536) : 0);
  }
}
