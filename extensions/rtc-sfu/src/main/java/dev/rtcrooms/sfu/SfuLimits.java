package dev.rtcrooms.sfu;

import dev.rtcrooms.sfu.net.MediaLoop;

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
 * @param layers the most layers of a video (simulcast), from 1 to 3; those beyond are not accepted
 * @param packetsPerSecond the most RTP packets of a publisher in a second; others are dropped
 * @param sources the most SSRCs of a connection; packets of others are dropped
 * @param handshakes the most DTLS handshakes at a time, each on a thread of its own
 * @param handshakeMillis the longest time of a DTLS handshake, from 1,000 to 60,000: it fails then,
 *     and a connection whose handshake is not complete so long after its first check begins anew
 *     with its next one
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
    int layers,
    int packetsPerSecond,
    int sources,
    int handshakes,
    int handshakeMillis,
    int voices,
    int loudest,
    int httpSessions,
    int groupBytes,
    int groupMillis,
    TrafficLimits traffic) {

  /**
   * 25 publishers with 2 video and 2 audio tracks, of 3 layers and 2,000 packets a second, 500
   * receivers, 32 SSRCs, 64 handshakes of 15 seconds, all of 8 microphones or the 3 loudest of
   * more, 500 sessions over HTTP, 4 MiB or 3 seconds of an encoder's video, and {@link
   * TrafficLimits#DEFAULT}.
   */
  public static final SfuLimits DEFAULT =
      new SfuLimits(
          25,
          500,
          2,
          2,
          MediaLoop.LAYERS,
          2_000,
          32,
          64,
          15_000,
          8,
          3,
          500,
          4 << 20,
          3_000,
          TrafficLimits.DEFAULT);

  private static final int SHORTEST_HANDSHAKE = 1_000;
  private static final int LONGEST_HANDSHAKE = 60_000;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is negative or out of its bounds, or if there are no
   *     publishers, packets, sources or handshakes
   */
  public SfuLimits {
    if (publishers < 1 || packetsPerSecond < 1 || sources < 1 || handshakes < 1) {
      throw new IllegalArgumentException(
          "SfuLimits needs at least 1 publisher, packet, source and handshake");
    }
    if (layers < 1 || layers > MediaLoop.LAYERS) {
      throw new IllegalArgumentException("SfuLimits needs 1 to 3 layers");
    }
    if (handshakeMillis < SHORTEST_HANDSHAKE || handshakeMillis > LONGEST_HANDSHAKE) {
      throw new IllegalArgumentException("A handshake needs 1,000 to 60,000 milliseconds");
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
