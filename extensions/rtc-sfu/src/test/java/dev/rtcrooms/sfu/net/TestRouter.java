package dev.rtcrooms.sfu.net;

import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.dtls.DtlsHandshakes;
import dev.rtcrooms.thread.DaemonThreads;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A router on virtual time and without a socket, which keeps what it sends. */
final class TestRouter implements AutoCloseable {

  static final LoopLimits LIMITS = new LoopLimits(50, 3, 12_000, 8_000_000, 20);

  private static final DtlsCertificate CERTIFICATE =
      DtlsCertificate.create(new SecureRandom(), Instant.EPOCH);

  final LoopCounters counters = new LoopCounters();
  final List<Sent> sent = new ArrayList<>();
  final PacketRouter router =
      new PacketRouter(
          (bytes, length, to) -> sent.add(new Sent(Arrays.copyOf(bytes, length), to)),
          counters,
          LIMITS);
  private final DtlsHandshakes handshakes = new DtlsHandshakes(1, 15_000, new DaemonThreads());
  private long now = 1_000_000_000_000L;

  /** A datagram and where it goes. */
  record Sent(byte[] bytes, InetSocketAddress to) {}

  long now() {
    return now;
  }

  PeerTransport transport() {
    return transport(new Listener());
  }

  PeerTransport transport(TransportOwner owner) {
    return new PeerTransport(router, Runnable::run, handshakes, CERTIFICATE, 32, owner);
  }

  static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** An address on another machine. */
  static InetSocketAddress elsewhere(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 9}), port);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  void receive(byte[] datagram, InetSocketAddress from) {
    router.receive(datagram.clone(), datagram.length, from, now);
  }

  void receive(byte[] datagram, int port) {
    receive(datagram, address(port));
  }

  void pass(long amount, TimeUnit unit) {
    now += unit.toNanos(amount);
    router.tick(now);
  }

  long dropped(Drop reason) {
    return counters.drops().get(reason);
  }

  @Override
  public void close() {
    handshakes.close();
  }

  /** Counts what comes. */
  static final class Listener implements TransportOwner {
    int packets;

    @Override
    public void secured() {}

    @Override
    public void receiveRtp(byte[] packet, int length, long now) {
      packets++;
    }

    @Override
    public void receiveRtcp(byte[] packet, int length, long now) {
      packets++;
    }

    @Override
    public void tick(long now) {}
  }
}
