package dev.rtcrooms.sfu;

import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.dtls.DtlsHandshakes;
import dev.rtcrooms.sfu.net.MediaLoop;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.net.TransportOwner;
import dev.rtcrooms.sfu.sdp.LocalTransport;
import dev.rtcrooms.sfu.stun.IceCredentials;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

/**
 * The part of an SFU that serves one room. Immutable; any thread.
 *
 * @param addresses where the room's loop is reached
 */
record RoomShare(
    LoopShare share,
    DtlsHandshakes handshakes,
    Supplier<DtlsCertificate> certificate,
    SfuLimits limits,
    List<InetSocketAddress> addresses) {

  MediaLoop loop() {
    return share.loop();
  }

  /** Whether the room should get nothing more to do. */
  boolean isOverloaded() {
    return loop().isOverloaded() || loop().isClosed();
  }

  PeerTransport transport(DtlsCertificate announced, TransportOwner owner) {
    return new PeerTransport(loop(), handshakes, announced, limits.sources(), owner);
  }

  LocalTransport describe(IceCredentials credentials, DtlsCertificate announced) {
    return new LocalTransport(credentials, announced.fingerprint(), addresses);
  }
}
