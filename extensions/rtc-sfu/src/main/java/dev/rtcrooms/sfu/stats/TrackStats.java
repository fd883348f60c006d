package dev.rtcrooms.sfu.stats;

/**
 * One source of a publisher, or one track as a receiver gets it. Counts are since it began, and are
 * renewed each second. Immutable; any thread.
 *
 * @param mid the media section of the publisher's description
 * @param layer the name of the layer; empty without simulcast, and for receivers
 * @param video false for audio
 * @param packets RTP packets that came, or that were sent for the first time
 * @param bytes their payload
 * @param bitsPerSecond payload in the last seconds
 * @param lost packets that did not arrive so far, at the SFU or at the receiver as it has reported
 * @param repeated packets that came or were sent again
 * @param jitterMillis variation of the packets' delay (RFC 3550 §6.4.1); 0 for receivers
 * @param keyframes of video that came; 0 for receivers
 */
public record TrackStats(
    String mid,
    String layer,
    boolean video,
    long packets,
    long bytes,
    long bitsPerSecond,
    long lost,
    long repeated,
    long jitterMillis,
    long keyframes) {}
