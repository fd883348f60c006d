/**
 * Session descriptions (RFC 8866) for signaling. {@link dev.rtcrooms.sdp.SessionDescription} parses
 * one within limits and returns it byte for byte. {@link dev.rtcrooms.sdp.DescriptionCheck} and
 * {@link dev.rtcrooms.sdp.AnswerCheck} check whether it may be relayed. All values are immutable
 * and may be used by any thread.
 */
@NullMarked
package dev.rtcrooms.sdp;

import org.jspecify.annotations.NullMarked;
