package dev.rtcrooms.sdp;

/**
 * Who made the session and which version of it this is (RFC 8866 §5.2).
 *
 * @param username {@code -} if there is none
 * @param sessionId decimal, of any length
 * @param sessionVersion decimal, of any length; grows with each change
 * @param netType {@code IN} as a rule
 * @param addressType {@code IP4} or {@code IP6} as a rule
 * @param address of the machine, or a stand-in such as {@code 0.0.0.0} (RFC 9429 §5.2.1)
 */
public record Origin(
    String username,
    String sessionId,
    String sessionVersion,
    String netType,
    String addressType,
    String address) {

  static Origin read(Cursor value) throws SdpException {
    String username = value.word();
    value.space();
    String id = value.digits();
    value.space();
    String version = value.digits();
    value.space();
    String netType = value.token();
    value.space();
    String addressType = value.token();
    value.space();
    String address = value.word();
    value.finish();
    return new Origin(username, id, version, netType, addressType, address);
  }
}
