package dev.rtcrooms.hub.quota;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Network addresses as keys of quotas; any thread. */
final class Addresses {

  private static final int NETWORK_BYTES = 8;

  private Addresses() {}

  /**
   * The part of an address that counts as one. A subscriber of IPv6 has at least a network of 64
   * bits (RFC 6177), so all addresses of such a network are one.
   */
  static String key(String address) {
    InetAddress parsed = parse(address);
    if (parsed instanceof Inet6Address && !parsed.isLoopbackAddress()) {
      byte[] bytes = parsed.getAddress();
      Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
      return literal(bytes);
    }
    return parsed == null ? address : parsed.getHostAddress();
  }

  /** Whether an address is one of this machine or of a private network. */
  static boolean isLocal(String address) {
    InetAddress parsed = parse(address);
    return parsed != null
        && (parsed.isLoopbackAddress()
            || parsed.isSiteLocalAddress()
            || parsed.isLinkLocalAddress());
  }

  /** Null for a text that is not the literal of an address: names are not looked up. */
  private static @Nullable InetAddress parse(String address) {
    boolean literal = address.indexOf(':') >= 0 || address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    try {
      return literal ? InetAddress.getByName(address) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static String literal(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("An address of 16 bytes is well-formed", e);
    }
  }
}
