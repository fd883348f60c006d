package dev.rtcrooms.sdp;

/**
 * The {@code o=} line: the creator and the version of a session (RFC 8866 §5.2). Immutable; any
 * thread.
 *
 * @param username {@code -} if there is none
 * @param sessionId decimal, of any length
 * @param sessionVersion decimal, of any length; grows with each change
 * @param netType usually {@code IN}
 * @param addressType usually {@code IP4} or {@code IP6}
 * @param address the machine's address, or a placeholder such as {@code 0.0.0.0} (RFC 9429 §5.2.1)
 */
public record SessionOrigin(
    String username,
    String sessionId,
    String sessionVersion,
    String netType,
    String addressType,
    String address) {

  static SessionOrigin read(Cursor value) throws SdpException {
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
    return new SessionOrigin(username, id, version, netType, addressType, address);
  }
}
