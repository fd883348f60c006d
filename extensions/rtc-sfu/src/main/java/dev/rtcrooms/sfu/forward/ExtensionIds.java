package dev.rtcrooms.sfu.forward;

/**
 * The ids of header extensions in one session (RFC 8285); 0 for one that is not used. Immutable;
 * any thread.
 *
 * @param mid the media section of a packet (RFC 9143 §15)
 * @param rid its layer (RFC 8852 §3.1)
 * @param repairedRid the layer that a retransmission repairs (RFC 8852 §3.2)
 * @param transportCc the transport-wide sequence number
 * @param audioLevel the loudness (RFC 6464)
 * @param orientation the rotation of video (3GPP TS 26.114 §7.4.5)
 */
public record ExtensionIds(
    int mid, int rid, int repairedRid, int transportCc, int audioLevel, int orientation) {}
