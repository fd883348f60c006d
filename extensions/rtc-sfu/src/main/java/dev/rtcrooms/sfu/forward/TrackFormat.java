package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.rtp.VideoCodec;
import org.jspecify.annotations.Nullable;

/**
 * How a publisher sends a track. Immutable; any thread.
 *
 * @param video the codec; null for audio
 * @param clockRate of its timestamps, in Hz
 * @param payloadType of its packets
 * @param repairType the payload type of retransmissions (RFC 4588), or -1 without any
 */
public record TrackFormat(
    @Nullable VideoCodec video, int clockRate, int payloadType, int repairType) {}
