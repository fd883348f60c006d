package dev.rtcrooms.sfu.net;

import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.dtls.DtlsHandshakes;
import dev.rtcrooms.sfu.dtls.TestKeys;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.thread.DaemonThreads;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;

/** A transport that has been checked and secured, without sockets and threads. */
public final class OpenTransport {

  private static final DtlsCertificate CERTIFICATE =
      DtlsCertificate.create(new SecureRandom(), Instant.EPOCH);
  private static final DtlsHandshakes NONE = new DtlsHandshakes(1, 15_000, new DaemonThreads());

  private static final InetSocketAddress PEER = new InetSocketAddress(address(), 1);

  private final LoopCounters counters = new LoopCounters();
  private final PacketRouter router;
  private final IceCredentials credentials = IceCredentials.create();
  private final PeerTransport transport;
  private long sent;
  private byte[] last = new byte[0];
  private int lastLength;

  public OpenTransport(TransportOwner owner, long now) {
    this(owner, 8_000_000_000_000_000L, now);
  }

  /** On a loop that sends at most so many bits per second. */
  public OpenTransport(TransportOwner owner, long egress, long now) {
    router = new PacketRouter(this::send, counters, new LoopLimits(50, 32, 15_000, egress, 20));
    transport = new PeerTransport(router, Runnable::run, NONE, CERTIFICATE, 32, owner);
    transport.open(credentials, now);
    byte[] check = StunClient.check(credentials, true);
    router.receive(check, check.length, PEER, now);
    transport.secure(TestKeys.create());
  }

  private void send(byte[] bytes, int length, InetSocketAddress to) {
    sent++;
    last = bytes;
    lastLength = length;
  }

  private static InetAddress address() {
    return InetAddress.getLoopbackAddress();
  }

  public PeerTransport transport() {
    return transport;
  }

  public LoopCounters counters() {
    return counters;
  }

  /** A datagram comes from the transport's peer, and is changed. */
  public void receive(byte[] datagram, int length, long now) {
    router.receive(datagram, length, PEER, now);
  }

  /** Whether a datagram from a port comes before others; the transport's peer has port 1. */
  public boolean isAudio(byte[] datagram, int port) {
    return router.isAudio(datagram, datagram.length, new InetSocketAddress(address(), port));
  }

  /** Others on the loop send until it refuses more. */
  public void exceedEgress() {
    boolean taken = true;
    while (taken) {
      taken = router.egress().take(100);
    }
  }

  /** Runs the timers of the loop. */
  public void tick(long now) {
    router.tick(now);
  }

  /** How many datagrams were sent. */
  public long sent() {
    return sent;
  }

  /** A copy of the datagram that was sent last; of RTP, the header can be read. */
  public byte[] last() {
    return Arrays.copyOf(last, lastLength);
  }
}
