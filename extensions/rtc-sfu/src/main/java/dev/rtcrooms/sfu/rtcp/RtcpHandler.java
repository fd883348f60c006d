package dev.rtcrooms.sfu.rtcp;

/** Receives what {@link RtcpReader} finds in a packet; by default, everything is ignored. */
public interface RtcpHandler {

  /** The time of a packet that has not arrived. */
  long MISSING = -1;

  /** The time after which the clock of {@link #arrival} begins again, in microseconds. */
  long MICROS = (1L << 24) * 64_000;

  /**
   * A sender report (RFC 3550 §6.4.1).
   *
   * @param ssrc the sender
   * @param ntp the sender's clock, in 1/2^32 seconds
   * @param timestamp the same moment as an RTP timestamp of 32 bits
   */
  default void senderReport(int ssrc, long ntp, long timestamp) {}

  /**
   * A report block (RFC 3550 §6.4.1).
   *
   * @param ssrc the source that it is about
   * @param fractionLost in 1/256
   * @param lost the packets lost so far, perhaps negative
   * @param lastReport the middle 32 bits of the NTP time of the last sender report, or 0
   * @param delay the time since that report came, in 1/65,536 seconds
   */
  default void report(int ssrc, int fractionLost, int lost, int lastReport, long delay) {}

  /**
   * A request to send packets again (RFC 4585 §6.2.1).
   *
   * @param ssrc the source
   * @param sequence the first packet's number
   * @param following a bit for each of the 16 packets that follow it, the lowest for the next one
   */
  default void nack(int ssrc, int sequence, int following) {}

  /**
   * A request for a keyframe: PLI (RFC 4585 §6.3.1) or FIR (RFC 5104 §4.3.1).
   *
   * @param ssrc the source
   */
  default void keyframe(int ssrc) {}

  /**
   * The receiver's estimate of its bandwidth (REMB).
   *
   * @param bitsPerSecond the estimate
   */
  default void bandwidth(long bitsPerSecond) {}

  /**
   * What became of a packet, by feedback about all packets
   * (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1). Called in the order of the numbers.
   *
   * @param number the transport-wide sequence number, 16 bits
   * @param micros when it arrived, by the receiver's clock, modulo {@link #MICROS}; or {@link
   *     #MISSING}
   */
  default void arrival(int number, long micros) {}
}
