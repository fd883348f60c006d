package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.dtls.SrtpKeys;
import dev.rtcrooms.sfu.dtls.TestKeys;
import dev.rtcrooms.sfu.srtp.SrtpSender;
import dev.rtcrooms.sfu.stun.IceCredentials;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks and addresses, on virtual time and without a socket. */
class IceLiteTest {

  private static final SrtpKeys KEYS = TestKeys.create();
  private static final LoopLimits LIMITS = TestRouter.LIMITS;

  private final TestRouter network = new TestRouter();
  private final PacketRouter router = network.router;
  private final LoopCounters counters = network.counters;
  private final List<TestRouter.Sent> sent = network.sent;
  private final IceCredentials credentials = IceCredentials.create();
  private final SrtpSender client = TestKeys.client();
  private PeerTransport transport;

  @BeforeEach
  void open() {
    transport = network.transport();
    transport.open(credentials, network.now());
  }

  @AfterEach
  void end() {
    network.close();
  }

  private void receive(byte[] datagram, int port) {
    network.receive(datagram, port);
  }

  private void check(int port, boolean nominates) {
    receive(StunClient.check(credentials, nominates), port);
  }

  private void pass(long seconds) {
    for (long i = 0; i < seconds; i++) {
      network.pass(1, TimeUnit.SECONDS);
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
    long before = network.dropped(Drop.UNCHECKED_ADDRESS);
    receive(new byte[] {22, 0}, port);
    return network.dropped(Drop.UNCHECKED_ADDRESS) - before;
  }

  @Test
  void answersAnAuthenticCheckWithNoMoreThanItsBytes() {
    check(1, true);
    assertThat(sent).singleElement().matches(each -> each.to().equals(TestRouter.address(1)));
    assertThat(sent.get(0).bytes().length)
        .isLessThanOrEqualTo(StunClient.check(credentials, true).length);
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
    assertThat(sent).isEmpty();
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
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).bytes()[1]).isEqualTo((byte) 0x11);
    assertThat(unchecked(1)).isEqualTo(1);
  }

  @Test
  void takesACheckThatNamesNoRole() {
    byte[] check =
        StunClient.check(credentials.ufrag() + ":me", credentials.password(), 0xC057, false);
    receive(check, 1);
    assertThat(sent).hasSize(1);
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
    assertThat(sent).hasSize(LIMITS.checksPerSecond());
    pass(1);
    check(1, false);
    assertThat(sent).hasSize(LIMITS.checksPerSecond() + 1);
  }

  @Test
  void keepsEightAddresses() {
    for (int port = 1; port <= 20; port++) {
      check(port, port == 1);
    }
    assertThat(unchecked(1)).isZero(); // the nominated one
    assertThat(unchecked(13)).isEqualTo(1);
    assertThat(unchecked(14)).isZero();
    assertThat(router.size()).isEqualTo(1 + 1 + IceLite.MAX_ADDRESSES + 1 + 1);
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
    assertThat(sent).hasSize(3);
    assertThat(counters.drops()).containsEntry(Drop.TOO_MANY_PENDING, 1L);
    assertThat(unchecked(4)).isEqualTo(1);
    transport.secure(KEYS);
    receive(StunClient.check(fourth, true), 4);
    assertThat(unchecked(4)).isZero();
  }

  private IceCredentials checkAnother(int port) {
    IceCredentials others = IceCredentials.create();
    network.transport().open(others, network.now());
    receive(StunClient.check(others, true), port);
    return others;
  }

  @Test
  void aPeerThatIsNotSecuredInItsTimeBeginsAnew() {
    check(1, true);
    pass(TestRouter.LIMITS.pendingMillis() / 1_000);
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
    transport.open(next, network.now());
    check(1, true);
    assertThat(sent).hasSize(2);
    receive(StunClient.check(next, false), 2);
    assertThat(sent).hasSize(3);
    check(1, true);
    assertThat(sent).hasSize(3);
    assertThat(counters.drops()).containsEntry(Drop.UNKNOWN_UFRAG, 1L);
  }

  @Test
  void anAddressThatMovesToAnotherPeerIsNotTakenFromIt() {
    check(1, true);
    PeerTransport other = network.transport();
    IceCredentials others = IceCredentials.create();
    other.open(others, network.now());
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
    transport.open(IceCredentials.create(), network.now());
    transport.open(IceCredentials.create(), network.now());
    transport.close();
    transport.close();
    transport.open(IceCredentials.create(), network.now());
    assertThat(router.size()).isZero();
  }
}
