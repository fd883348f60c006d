package dev.rtcrooms.sdp;

import org.jspecify.annotations.Nullable;

/**
 * An attribute of one RTP stream (RFC 5576 §4.1). Immutable; any thread.
 *
 * @param ssrc its synchronization source, from 0 to 2^32 - 1
 * @param name such as {@code msid}
 * @param value null if there is no colon
 */
public record SourceAttribute(long ssrc, String name, @Nullable String value) {

  static final long MAX_SSRC = (1L << 32) - 1;

  static SourceAttribute read(Cursor cursor) throws SdpException {
    long ssrc = cursor.number(MAX_SSRC);
    cursor.space();
    String name = cursor.token();
    String value = null;
    if (cursor.skip(':')) {
      value = cursor.isDone() ? "" : cursor.rest();
    }
    return new SourceAttribute(ssrc, name, value);
  }
}
