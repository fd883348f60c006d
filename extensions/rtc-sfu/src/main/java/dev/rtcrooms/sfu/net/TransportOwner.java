package dev.rtcrooms.sfu.net;

/** Uses a {@link PeerTransport}; called on the loop's thread. */
public interface TransportOwner {

  /** Media can be sent and received from now on. Called again after another handshake. */
  void secured();

  /**
   * An authentic RTP packet.
   *
   * @param packet holds the packet from index 0; it may be changed, but not kept
   * @param length of the packet in bytes
   * @param now as of {@link System#nanoTime}
   */
  void receiveRtp(byte[] packet, int length, long now);

  /**
   * Tells whether a source sends audio, which comes before other packets that wait.
   *
   * @param ssrc of a packet that is perhaps not authentic
   * @return true if it is known to send audio
   */
  default boolean isAudio(int ssrc) {
    return false;
  }

  /**
   * An authentic RTCP packet.
   *
   * @param packet holds the packet from index 0; not kept
   * @param length of the packet in bytes
   * @param now as of {@link System#nanoTime}
   */
  void receiveRtcp(byte[] packet, int length, long now);

  /**
   * Called every 20 ms or so.
   *
   * @param now as of {@link System#nanoTime}
   */
  void tick(long now);
}
