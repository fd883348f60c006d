package dev.rtcrooms.sfu.forward;

/**
 * How a receiver gets a track. Immutable; any thread.
 *
 * @param ssrc the source, as announced
 * @param repairSsrc the source of retransmissions, as announced
 * @param payloadType of its packets
 * @param repairType of retransmissions, or -1 without any
 * @param audioLevel the id of this extension, or 0
 * @param orientation the id of this extension, or 0
 * @param transportCc the id of this extension, or 0
 * @param cname the publisher's canonical name, the same for all that is to be in step
 * @param firstSequence of media, below 2^15, so that a lost first packet breaks no rollover counter
 */
public record OutgoingFormat(
    int ssrc,
    int repairSsrc,
    int payloadType,
    int repairType,
    int audioLevel,
    int orientation,
    int transportCc,
    String cname,
    int firstSequence) {}
