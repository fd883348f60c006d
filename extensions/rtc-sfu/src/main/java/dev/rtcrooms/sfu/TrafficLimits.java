package dev.rtcrooms.sfu;

/**
 * How much traffic an SFU takes and sends. Immutable; any thread.
 *
 * @param bitsPerSecond the most that a publisher may send in a second; other packets are dropped,
 *     and after 3 seconds of more, all packets of its greatest source
 * @param checksPerSecond the most STUN checks of a connection in a second; others are dropped
 * @param pending the most connections of an IP address that have checked and whose DTLS handshake
 *     is not complete; checks of others are dropped. Each of them has {@link
 *     SfuLimits#handshakeMillis()}.
 * @param egressBitsPerSecond the most media that a loop sends in a second; other packets are
 *     dropped, and after 5 seconds of more the loop is overloaded
 * @param lagMillis a loop that is later than this for 5 seconds is overloaded
 */
public record TrafficLimits(
    long bitsPerSecond, int checksPerSecond, int pending, long egressBitsPerSecond, int lagMillis) {

  /** 8 Mb/s, 50 checks, 32 pending connections, 1 Gb/s and 20 ms. */
  public static final TrafficLimits DEFAULT =
      new TrafficLimits(8_000_000, 50, 32, 1_000_000_000, 20);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is less than 1
   */
  public TrafficLimits {
    if (bitsPerSecond < 1
        || checksPerSecond < 1
        || pending < 1
        || egressBitsPerSecond < 1
        || lagMillis < 1) {
      throw new IllegalArgumentException("TrafficLimits must be at least 1");
    }
  }

  /**
   * Changes what a publisher may send.
   *
   * @param bits the most bits in a second
   * @return a changed copy
   */
  public TrafficLimits withBitsPerSecond(long bits) {
    return new TrafficLimits(bits, checksPerSecond, pending, egressBitsPerSecond, lagMillis);
  }

  /**
   * Changes what a loop may send.
   *
   * @param bits the most bits of media in a second
   * @return a changed copy
   */
  public TrafficLimits withEgress(long bits) {
    return new TrafficLimits(bitsPerSecond, checksPerSecond, pending, bits, lagMillis);
  }
}
