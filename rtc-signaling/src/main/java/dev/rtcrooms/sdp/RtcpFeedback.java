package dev.rtcrooms.sdp;

import org.jspecify.annotations.Nullable;

/**
 * RTCP feedback that may be sent (RFC 4585 §4.2). Immutable; any thread.
 *
 * @param format a payload type, or {@code *} for all
 * @param type such as {@code nack} or {@code transport-cc}
 * @param parameters such as {@code pli}, or null
 */
public record RtcpFeedback(String format, String type, @Nullable String parameters) {

  static RtcpFeedback read(Cursor value) throws SdpException {
    String format = value.token();
    value.space();
    String type = value.token();
    return new RtcpFeedback(format, type, value.skip(' ') ? value.rest() : null);
  }
}
