package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.dtls.DtlsHandshakes;
import dev.rtcrooms.sfu.dtls.SrtpKeys;
import dev.rtcrooms.sfu.dtls.TestKeys;
import dev.rtcrooms.sfu.srtp.SrtpSender;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.thread.DaemonThreads;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks and addresses, on virtual time and without a socket. */
class IceLiteTest {

  private static final DtlsCertificate CERTIFICATE =
      DtlsCertificate.create(new SecureRandom(), Instant.EPOCH);

  private static final SrtpKeys KEYS = TestKeys.create();
  private static final LoopLimits LIMITS = new LoopLimits(50, 3, 8_000_000, 20);

  private final LoopCounters counters = new LoopCounters();
  private final List<InetSocketAddress> answered = new ArrayList<>();
  private final List<byte[]> sent = new ArrayList<>();
  private final PacketRouter router =
      new PacketRouter(
          (bytes, length, to) -> {
            answered.add(to);
            sent.add(bytes);
          },
          counters,
          LIMITS);
  private final DtlsHandshakes handshakes = new DtlsHandshakes(1, new DaemonThreads());
  private final IceCredentials credentials = IceCredentials.create();
  private final SrtpSender client = TestKeys.client();
  private long now = 1_000_000_000_000L;
  private PeerTransport transport;

  @BeforeEach
  void open() {
    transport = transport();
    transport.open(credentials, now);
  }

  @AfterEach
  void end() {
    handshakes.close();
  }

  private PeerTransport transport() {
    TransportOwner owner =
        new TransportOwner() {
          @Override
          public void secured() {}

          @Override
          public void receiveRtp(byte[] packet, int length, long at) {}

          @Override
          public void receiveRtcp(byte[] packet, int length, long at) {}

          @Override
          public void tick(long at) {}
        };
    return new PeerTransport(router, Runnable::run, handshakes, CERTIFICATE, 32, owner);
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private void receive(byte[] datagram, int port) {
    router.receive(datagram, datagram.length, address(port), now);
  }

  private void check(int port, boolean nominates) {
    receive(StunClient.check(credentials, nominates), port);
  }

  private void pass(long seconds) {
    for (long i = 0; i < seconds; i++) {
      now += TimeUnit.SECONDS.toNanos(1);
      router.tick(now);
    }
  }

  /** A report of the peer (RFC 3550 §6.4.2), protected. */
  private byte[] report() {
    byte[] packet = new byte[8 + SrtpSender.MAX_OVERHEAD];
    packet[0] = (byte) 0x80;
    packet[1] = (byte) 201;
    packet[3] = 1;
    return Arrays.copyOf(packet, client.protectControl(packet, 0, 8));
  }

  /** Where media would go: DTLS to an address that is known is not dropped as unchecked. */
  private long unchecked(int port) {
    long before = counters.drops().get(Drop.UNCHECKED_ADDRESS);
    receive(new byte[] {22, 0}, port);
    return counters.drops().get(Drop.UNCHECKED_ADDRESS) - before;
  }

  @Test
  void answersAnAuthenticCheckWithNoMoreThanItsBytes() {
    check(1, true);
    assertThat(answered).containsExactly(address(1));
    assertThat(sent.get(0).length).isLessThanOrEqualTo(StunClient.check(credentials, true).length);
    assertThat(unchecked(1)).isZero();
  }

  @Test
  void answersNothingElse() {
    receive(StunClient.check(new IceCredentials("nobody", "x"), true), 1);
    receive(StunClient.check(new IceCredentials(credentials.ufrag(), "wrong"), true), 1);
    receive(new byte[] {0, 1, 0, 0}, 1);
    receive(new byte[0], 1);
    receive(new byte[] {70, 1}, 1);
    receive(new byte[] {22, 1}, 1);
    byte[] media = new byte[40];
    media[0] = (byte) 0x80;
    receive(media, 1);
    assertThat(answered).isEmpty();
    assertThat(counters.drops())
        .containsEntry(Drop.UNKNOWN_UFRAG, 1L)
        .containsEntry(Drop.FORGED_CHECK, 1L)
        .containsEntry(Drop.MALFORMED_CHECK, 1L)
        .containsEntry(Drop.UNKNOWN_PROTOCOL, 2L)
        .containsEntry(Drop.UNCHECKED_ADDRESS, 2L);
  }

  @Test
  void tellsAPeerThatClaimsItsRole() {
    receive(StunClient.controlled(credentials), 1);
    assertThat(answered).hasSize(1);
    assertThat(sent.get(0)[1]).isEqualTo((byte) 0x11);
    assertThat(unchecked(1)).isEqualTo(1);
  }

  @Test
  void takesACheckThatNamesNoRole() {
    byte[] check =
        StunClient.check(credentials.ufrag() + ":me", credentials.password(), 0xC057, false);
    receive(check, 1);
    assertThat(answered).hasSize(1);
    assertThat(unchecked(1)).isZero();
  }

  @Test
  void saysOnceThatThePeerHasGone() {
    List<String> gone = new ArrayList<>();
    transport.whenGone(() -> gone.add("gone"));
    pass(20);
    check(1, true);
    pass(30);
    assertThat(gone).isEmpty();
    pass(5);
    assertThat(gone).containsExactly("gone");
  }

  @Test
  void aPeerThatNeverChecksIsGoneToo() {
    List<String> gone = new ArrayList<>();
    transport.whenGone(() -> gone.add("gone"));
    pass(30);
    assertThat(gone).isEmpty();
    pass(1);
    assertThat(gone).containsExactly("gone");
  }

  @Test
  void boundsTheChecksOfASecond() {
    for (int i = 0; i < 200; i++) {
      check(1, false);
    }
    assertThat(answered).hasSize(LIMITS.checksPerSecond());
    pass(1);
    check(1, false);
    assertThat(answered).hasSize(LIMITS.checksPerSecond() + 1);
  }

  @Test
  void keepsEightAddresses() {
    for (int port = 1; port <= 20; port++) {
      check(port, port == 1);
    }
    assertThat(unchecked(1)).isZero(); // the nominated one
    assertThat(unchecked(13)).isEqualTo(1);
    assertThat(unchecked(14)).isZero();
    assertThat(router.size()).isEqualTo(1 + 1 + IceLite.MAX_ADDRESSES + 1);
  }

  @Test
  void anAddressThatChecksIsKeptBeforeOthers() {
    for (int port : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 2, 9}) {
      check(port, port == 1);
    }
    assertThat(unchecked(2)).isZero();
    assertThat(unchecked(3)).isEqualTo(1);
  }

  @Test
  void thePeersOfAnAddressThatAreNotSecuredAreBounded() {
    check(1, true);
    for (int port = 2; port <= 3; port++) {
      checkAnother(port);
    }
    IceCredentials fourth = checkAnother(4);
    assertThat(answered).hasSize(3);
    assertThat(counters.drops()).containsEntry(Drop.TOO_MANY_PENDING, 1L);
    assertThat(unchecked(4)).isEqualTo(1);
    transport.secure(KEYS);
    receive(StunClient.check(fourth, true), 4);
    assertThat(unchecked(4)).isZero();
  }

  private IceCredentials checkAnother(int port) {
    IceCredentials others = IceCredentials.create();
    transport().open(others, now);
    receive(StunClient.check(others, true), port);
    return others;
  }

  @Test
  void aPeerThatIsNotSecuredBeginsAnewAfterFifteenSeconds() {
    check(1, true);
    pass(15);
    assertThat(unchecked(1)).isZero();
    pass(1);
    assertThat(unchecked(1)).isEqualTo(1);
    assertThat(router.pending().size()).isZero();
    check(1, true);
    transport.secure(KEYS);
    for (int i = 0; i < 4; i++) {
      check(1, true);
      pass(10);
    }
    assertThat(unchecked(1)).isZero();
    transport.close();
    assertThat(router.size()).isZero();
  }

  @Test
  void withoutChecksThePeerIsGoneUntilItChecksAgain() {
    transport.secure(KEYS);
    check(1, true);
    pass(30);
    assertThat(unchecked(1)).isZero();
    pass(1);
    assertThat(unchecked(1)).isEqualTo(1);
    assertThat(counters.get(LoopCounters.Count.LOST)).isEqualTo(1);
    check(1, true);
    assertThat(unchecked(1)).isZero();
  }

  @Test
  void mediaFromTheSelectedAddressCountAsChecks() {
    transport.secure(KEYS);
    check(1, true);
    check(2, false);
    pass(30);
    receive(report(), 1);
    pass(30);
    assertThat(unchecked(1)).isZero();
    receive(report(), 2);
    pass(1);
    assertThat(unchecked(1)).isEqualTo(1);
  }

  @Test
  void replayedMediaDoNotCount() {
    transport.secure(KEYS);
    check(1, true);
    byte[] packet = report();
    receive(packet.clone(), 1);
    pass(30);
    receive(packet.clone(), 1);
    pass(1);
    assertThat(counters.drops()).containsEntry(Drop.REPLAYED, 1L);
    assertThat(unchecked(1)).isEqualTo(1);
  }

  @Test
  void aRestartTakesEffectWithTheFirstCheck() {
    check(1, true);
    IceCredentials next = IceCredentials.create();
    transport.open(next, now);
    check(1, true);
    assertThat(answered).hasSize(2);
    receive(StunClient.check(next, false), 2);
    assertThat(answered).hasSize(3);
    check(1, true);
    assertThat(answered).hasSize(3);
    assertThat(counters.drops()).containsEntry(Drop.UNKNOWN_UFRAG, 1L);
  }

  @Test
  void anAddressThatMovesToAnotherPeerIsNotTakenFromIt() {
    check(1, true);
    PeerTransport other = transport();
    IceCredentials others = IceCredentials.create();
    other.open(others, now);
    receive(StunClient.check(others, true), 1);
    transport.close();
    assertThat(unchecked(1)).isZero();
    other.close();
    assertThat(unchecked(1)).isEqualTo(1);
    assertThat(router.size()).isZero();
  }

  @Test
  void nothingIsLeftOfAClosedTransport() {
    check(1, true);
    transport.open(IceCredentials.create(), now);
    transport.open(IceCredentials.create(), now);
    transport.close();
    transport.close();
    transport.open(IceCredentials.create(), now);
    assertThat(router.size()).isZero();
  }
}
