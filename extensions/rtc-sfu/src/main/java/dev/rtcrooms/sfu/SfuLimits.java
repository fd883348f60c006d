package dev.rtcrooms.sfu;

/**
 * The limits of an SFU. Immutable; any thread.
 *
 * <pre>{@code
 * SfuLimits limits = SfuLimits.builder().publishers(12).receivers(200).build();
 * }</pre>
 *
 * @param publishers the most publishers of a room; the answer of a receiver describes all of their
 *     streams, and must fit {@link dev.rtcrooms.Limits#messageBytes()}
 * @param receivers the most clients of a room that receive and do not publish
 * @param videos the most video tracks of a publisher; others are answered as inactive
 * @param audios the most audio tracks of a publisher
 * @param packetsPerSecond the most RTP packets of a publisher in a second; others are dropped
 * @param sources the most SSRCs of a connection; packets of others are dropped
 * @param handshakes the most DTLS handshakes at a time, each on a thread of its own
 * @param voices up to so many microphones of a room that send are all forwarded
 * @param loudest how many of more than that are forwarded, besides that of the one who dominates
 * @param httpSessions the most publishers and players over HTTP of one {@link WhipRoutes}
 * @param groupBytes the most bytes that are kept of an encoder's video track since its newest
 *     keyframe, for receivers that join while it sends no keyframe on demand; 0 to keep none
 * @param groupMillis the longest time since that keyframe
 * @param traffic how much is taken and sent
 */
public record SfuLimits(
    int publishers,
    int receivers,
    int videos,
    int audios,
    int packetsPerSecond,
    int sources,
    int handshakes,
    int voices,
    int loudest,
    int httpSessions,
    int groupBytes,
    int groupMillis,
    TrafficLimits traffic) {

  /**
   * 25 publishers with 2 video and 2 audio tracks of 2,000 packets a second, 500 receivers, 32
   * SSRCs, 64 handshakes, all of 8 microphones or the 3 loudest of more, 500 sessions over HTTP, 4
   * MiB or 3 seconds of an encoder's video, and {@link TrafficLimits#DEFAULT}.
   */
  public static final SfuLimits DEFAULT =
      new SfuLimits(25, 500, 2, 2, 2_000, 32, 64, 8, 3, 500, 4 << 20, 3_000, TrafficLimits.DEFAULT);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is negative, or if there are no publishers, packets,
   *     sources or handshakes
   */
  public SfuLimits {
    if (publishers < 1 || packetsPerSecond < 1 || sources < 1 || handshakes < 1) {
      throw new IllegalArgumentException(
          "SfuLimits needs at least 1 publisher, packet, source and handshake");
    }
    if (receivers < 0
        || videos < 0
        || audios < 0
        || voices < 0
        || loudest < 0
        || httpSessions < 0
        || groupBytes < 0
        || groupMillis < 0) {
      throw new IllegalArgumentException("SfuLimits has a negative limit");
    }
  }

  /**
   * Begins to build limits.
   *
   * @return a builder that starts with {@link #DEFAULT}
   */
  public static SfuLimitsBuilder builder() {
    return DEFAULT.toBuilder();
  }

  /**
   * Begins to change these limits.
   *
   * @return a builder that starts with them
   */
  public SfuLimitsBuilder toBuilder() {
    return new SfuLimitsBuilder(this);
  }
}
