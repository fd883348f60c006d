/**
 * Session descriptions (RFC 8866), read for signaling: {@link dev.rtcrooms.sdp.SessionDescription}
 * bounds and understands one and gives it back byte for byte, {@link
 * dev.rtcrooms.sdp.DescriptionCheck} and {@link dev.rtcrooms.sdp.AnswerCheck} say whether it may be
 * relayed. All values are immutable and may be used by any thread.
 */
@NullMarked
package dev.rtcrooms.sdp;

import org.jspecify.annotations.NullMarked;
