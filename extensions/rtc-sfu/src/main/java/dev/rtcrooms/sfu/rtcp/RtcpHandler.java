package dev.rtcrooms.sfu.rtcp;

/** Receives what {@link RtcpReader} finds in a packet; by default, everything is ignored. */
public interface RtcpHandler {

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
}
