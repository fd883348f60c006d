package dev.rtcrooms.sfu.stun;

import dev.rtcrooms.sfu.bytes.BigEndian;
import java.net.InetSocketAddress;

/** Responses to checks (RFC 8489 §6.3), with integrity and fingerprint. Any thread. */
public final class StunResponse {

  private static final int ERROR = 0x0111;
  private static final int ERROR_CODE = 0x0009;
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;

  private StunResponse() {}

  /**
   * A success response.
   *
   * @param request a binding request that is authentic
   * @param source where it came from
   * @param password the password that authenticated it
   * @return the datagram
   */
  public static byte[] success(StunMessage request, InetSocketAddress source, String password) {
    byte[] address = source.getAddress().getAddress();
    byte[] response =
        StunIntegrity.begin(
            StunMessage.BINDING_SUCCESS, 4 + 4 + address.length, request.transaction());
    int at = StunMessage.HEADER;
    BigEndian.put16(response, at, StunMessage.XOR_MAPPED_ADDRESS);
    BigEndian.put16(response, at + 2, 4 + address.length);
    BigEndian.put16(response, at + 4, address.length == 4 ? IPV4 : IPV6);
    BigEndian.put16(response, at + 6, source.getPort() ^ (StunMessage.MAGIC_COOKIE >>> 16));
    for (int i = 0; i < address.length; i++) {
      response[at + 8 + i] = (byte) (address[i] ^ response[4 + i]); // the cookie, then the id
    }
    return StunIntegrity.finish(response, password);
  }

  /**
   * A response to a sender that claims the controlled role, which a lite agent always has (RFC 8445
   * §7.3.1.1).
   *
   * @param request a binding request that is authentic
   * @param password the password that authenticated it
   * @return the datagram
   */
  public static byte[] roleConflict(StunMessage request, String password) {
    byte[] response = StunIntegrity.begin(ERROR, 8, request.transaction());
    int at = StunMessage.HEADER;
    BigEndian.put16(response, at, ERROR_CODE);
    BigEndian.put16(response, at + 2, 4);
    BigEndian.put32(response, at + 4, 4 << 8 | 87);
    return StunIntegrity.finish(response, password);
  }
}
