package dev.rtcrooms.sfu.sdp;

import dev.rtcrooms.sfu.stun.IceCredentials;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The lines about our transport in descriptions. Immutable; any thread.
 *
 * @param credentials of ICE
 * @param fingerprint of our certificate: its SHA-256 digest
 * @param addresses where we can be reached, the best first
 */
public record LocalTransport(
    IceCredentials credentials, String fingerprint, List<InetSocketAddress> addresses) {

  /** Copies the list. */
  public LocalTransport {
    addresses = List.copyOf(addresses);
  }
}
