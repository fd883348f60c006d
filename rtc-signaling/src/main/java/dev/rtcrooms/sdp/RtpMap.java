package dev.rtcrooms.sdp;

import org.jspecify.annotations.Nullable;

/**
 * The encoding of an RTP payload type (RFC 8866 §6.6). Immutable; any thread.
 *
 * @param payloadType from 0 to 127
 * @param encoding the payload format's name; its case does not matter (RFC 4855 §3)
 * @param clockRate in Hz
 * @param parameters the number of channels for audio, 1 if null
 */
public record RtpMap(int payloadType, String encoding, int clockRate, @Nullable String parameters) {

  private static final int MAX_PAYLOAD_TYPE = 127;

  static RtpMap read(Cursor value) throws SdpException {
    int payloadType = value.number(MAX_PAYLOAD_TYPE);
    value.space();
    String encoding = value.token();
    value.expect('/');
    int clockRate = value.number(Integer.MAX_VALUE);
    String parameters = value.skip('/') ? value.token() : null;
    return new RtpMap(payloadType, encoding, clockRate, parameters);
  }
}
