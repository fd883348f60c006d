package dev.rtcrooms.sfu.record;

/**
 * A copy of an RTP packet. Immutable; any thread.
 *
 * @param track the place of its track among those of the stream, from 0
 * @param source the layer, as a number; one that is restarted with the same SSRC has another
 * @param number the extended sequence number
 * @param timestamp the RTP timestamp, 32 bits
 * @param marker whether it ends a frame of video
 * @param keyframe whether it begins a keyframe
 * @param rotation of the picture: clockwise, in degrees
 * @param ntp the publisher's clock at the timestamp, in 1/2^32 seconds; 0 if it is not known
 * @param arrived when it came, as of {@link System#nanoTime}
 * @param payload without padding; empty for a packet that only pads
 */
@SuppressWarnings("ArrayRecordComponent") // packets are never compared
record MediaPacket(
    int track,
    int source,
    long number,
    long timestamp,
    boolean marker,
    boolean keyframe,
    int rotation,
    long ntp,
    long arrived,
    byte[] payload) {}
