package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.Mutator;
import dev.rtcrooms.sfu.dtls.PeerFingerprint;
import dev.rtcrooms.sfu.dtls.TestKeys;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.srtp.SrtpSender;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.sfu.stun.StunMessage;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Media that come from an address without a check, on virtual time and without a socket. */
class NewAddressTest {

  private static final int SSRC = 7;
  private static final int OLD = 1;
  private static final int NEW = 2;
  private static final IceCredentials PEERS = new IceCredentials("me", "ofThePeer0123456789abcd");
  private static final List<PeerFingerprint> FINGERPRINTS =
      List.of(new PeerFingerprint("sha-256", "00"));

  private final TestRouter network = new TestRouter();
  private final IceCredentials own = IceCredentials.create();
  private final TestRouter.Listener owner = new TestRouter.Listener();
  private final SrtpSender client = TestKeys.client();
  private PeerTransport transport;
  private int sequence;

  @BeforeEach
  void enter() {
    transport = network.transport(owner);
    transport.open(own, network.now());
    transport.expect(FINGERPRINTS, PEERS);
    network.receive(StunClient.check(own, true), OLD);
    transport.secure(TestKeys.create());
    network.receive(media(), OLD);
    network.sent.clear();
  }

  @AfterEach
  void end() {
    network.close();
  }

  /** The next packet of the peer. */
  private byte[] media() {
    return media(SSRC, 60);
  }

  private byte[] media(int ssrc, int bytes) {
    byte[] packet = new byte[bytes + SrtpSender.MAX_OVERHEAD];
    packet[0] = (byte) 0x80;
    packet[1] = 96;
    packet[2] = (byte) (++sequence >> 8);
    packet[3] = (byte) sequence;
    packet[11] = (byte) ssrc;
    return Arrays.copyOf(packet, client.protect(packet, 0, 12, bytes, sequence));
  }

  /** The only datagram that was sent, to the port. */
  private byte[] checkOf(int port) {
    assertThat(network.sent).hasSize(1);
    assertThat(network.sent.get(0).to()).isEqualTo(TestRouter.address(port));
    return network.sent.get(0).bytes();
  }

  private void answer(byte[] check, int port) {
    network.receive(StunClient.answer(check, PEERS.password()), port);
  }

  /** Where the peer is sent something now. */
  private InetSocketAddress selected() {
    byte[] report = new byte[8 + SrtpSender.MAX_OVERHEAD];
    report[0] = (byte) 0x80;
    report[1] = (byte) 201;
    report[3] = 1;
    transport.sendRtcp(report, 8);
    return network.sent.remove(network.sent.size() - 1).to();
  }

  private void staysAtItsOldAddress() {
    assertThat(selected()).isEqualTo(TestRouter.address(OLD));
    assertThat(network.counters.get(Count.MOVED)).isZero();
  }

  @Test
  void whoAnswersTheCheckOfANewAddressIsSentMediaThere() {
    network.receive(media(), NEW);
    byte[] check = checkOf(NEW);
    staysAtItsOldAddress();
    answer(check, NEW);
    assertThat(selected()).isEqualTo(TestRouter.address(NEW));
    assertThat(network.counters.get(Count.MOVED)).isEqualTo(1);
    network.receive(media(), NEW);
    assertThat(network.sent).hasSize(1);
    assertThat(owner.packets).isEqualTo(3);
  }

  @Test
  void theCheckIsThatOfAControlledAgentAndNominatesNothing() {
    network.receive(media(), NEW);
    byte[] check = checkOf(NEW);
    StunMessage read = StunMessage.read(check, 0, check.length);
    assertThat(read).isNotNull();
    assertThat(read.type()).isEqualTo(StunMessage.BINDING_REQUEST);
    assertThat(read.receiverUfrag()).isEqualTo(PEERS.ufrag());
    assertThat(new String(check, StandardCharsets.ISO_8859_1))
        .contains(PEERS.ufrag() + ":" + own.ufrag());
    assertThat(read.isAuthentic(PEERS.password())).isTrue();
    assertThat(read.controlled()).isTrue();
    assertThat(read.useCandidate()).isFalse();
    int priority = 20 + 4 + (PEERS.ufrag().length() + 1 + own.ufrag().length() + 3 & ~3);
    assertThat(Arrays.copyOfRange(check, priority, priority + 8))
        .containsExactly(0, 0x24, 0, 4, 0x6E, 0xFF, 0xFF, 0xFF);
  }

  /** Somebody on the way holds packets back and sends them from the address of a victim. */
  @Test
  void aSpoofedSourceGetsChecksAndNoMedia() {
    int heard = 0;
    for (int i = 0; i < 100; i++) {
      byte[] held = media();
      heard += held.length;
      network.receive(held, NEW);
      network.pass(10, TimeUnit.MILLISECONDS);
    }
    assertThat(network.sent).hasSize(4).allMatch(each -> each.bytes()[0] == 0);
    assertThat(network.sent).allMatch(each -> each.to().equals(TestRouter.address(NEW)));
    assertThat(network.sent.stream().mapToInt(each -> each.bytes().length).sum()).isLessThan(heard);
    staysAtItsOldAddress();
  }

  @Test
  void aNewAddressIsSentNoMoreThanThriceItsBytes() {
    network.receive(media(SSRC, 12), NEW);
    assertThat(network.sent).isEmpty();
    network.receive(media(SSRC, 12), NEW);
    assertThat(checkOf(NEW)).hasSizeLessThan(3 * 2 * 28);
  }

  @Test
  void anotherMachineGetsNothing() {
    network.receive(media(), TestRouter.elsewhere(OLD));
    assertThat(network.sent).isEmpty();
    assertThat(network.dropped(Drop.UNCHECKED_ADDRESS)).isEqualTo(1);
    staysAtItsOldAddress();
  }

  @Test
  void aRepeatedPacketIsNotFollowed() {
    byte[] packet = media();
    network.receive(packet, OLD);
    network.receive(packet, NEW);
    assertThat(network.sent).isEmpty();
    assertThat(network.dropped(Drop.UNCHECKED_ADDRESS)).isEqualTo(1);
  }

  @Test
  void aChangedPacketAndAnUnknownSourceAreNotFollowed() {
    byte[] changed = media();
    changed[changed.length - 1] ^= 1;
    network.receive(changed, NEW);
    network.receive(media(SSRC + 1, 60), NEW);
    network.receive(new byte[] {22, 0}, NEW);
    assertThat(network.sent).isEmpty();
    assertThat(network.dropped(Drop.UNCHECKED_ADDRESS)).isEqualTo(3);
    assertThat(owner.packets).isEqualTo(1);
  }

  @Test
  void onlyTheResponseOfThePeerAtThatAddressCounts() {
    network.receive(media(), NEW);
    byte[] check = checkOf(NEW);
    byte[] answer = StunClient.answer(check, PEERS.password());
    byte[] forged = StunClient.answer(check, own.password());
    byte[] other = check.clone();
    other[19] ^= 1;
    network.receive(forged, NEW);
    network.receive(StunClient.answer(other, PEERS.password()), NEW);
    network.receive(answer, NEW + 1);
    network.receive(answer, OLD);
    network.receive(answer, TestRouter.elsewhere(NEW));
    network.receive(check, NEW); // our own words
    assertThat(network.dropped(Drop.FORGED_CHECK)).isEqualTo(5);
    assertThat(network.dropped(Drop.UNKNOWN_UFRAG)).isEqualTo(1);
    staysAtItsOldAddress();
    network.receive(answer, NEW);
    assertThat(selected()).isEqualTo(TestRouter.address(NEW));
    network.receive(answer, NEW);
    assertThat(network.dropped(Drop.FORGED_CHECK)).isEqualTo(6);
  }

  @Test
  void aResponseThatComesTooLateDoesNotCount() {
    network.receive(media(), NEW);
    byte[] check = checkOf(NEW);
    network.pass(AddressCheck.PATIENCE_NANOS + 1, TimeUnit.NANOSECONDS);
    answer(check, NEW);
    staysAtItsOldAddress();
    network.sent.clear();
    network.receive(media(), NEW);
    assertThat(Arrays.copyOfRange(checkOf(NEW), 8, 20))
        .isNotEqualTo(Arrays.copyOfRange(check, 8, 20));
  }

  /** The request was lost, or its response. */
  @Test
  void theCheckIsRepeatedUnchanged() {
    network.receive(media(), NEW);
    byte[] check = checkOf(NEW);
    network.pass(249, TimeUnit.MILLISECONDS);
    network.receive(media(), NEW);
    assertThat(network.sent).hasSize(1);
    network.pass(1, TimeUnit.MILLISECONDS);
    network.receive(media(), NEW);
    assertThat(network.sent).hasSize(2);
    assertThat(network.sent.get(1).bytes()).isEqualTo(check);
    answer(check, NEW);
    assertThat(selected()).isEqualTo(TestRouter.address(NEW));
  }

  @Test
  void thePeerMayMoveAgain() {
    network.receive(media(), NEW);
    network.pass(250, TimeUnit.MILLISECONDS);
    network.receive(media(), NEW + 1);
    assertThat(network.sent).hasSize(2);
    answer(network.sent.get(0).bytes(), NEW);
    staysAtItsOldAddress();
    answer(network.sent.get(1).bytes(), NEW + 1);
    assertThat(selected()).isEqualTo(TestRouter.address(NEW + 1));
  }

  @Test
  void thePeersOwnCheckIsEnough() {
    network.receive(media(), NEW);
    byte[] check = checkOf(NEW);
    network.receive(StunClient.check(own, true), NEW);
    assertThat(selected()).isEqualTo(TestRouter.address(NEW));
    answer(check, NEW);
    assertThat(network.counters.get(Count.MOVED)).isZero();
    assertThat(network.dropped(Drop.FORGED_CHECK)).isZero();
  }

  @Test
  void aRestartChangesTheCredentials() {
    IceCredentials next = IceCredentials.create();
    IceCredentials peers = new IceCredentials("again", "ofTheRestart0123456789");
    transport.open(next, network.now());
    transport.expect(FINGERPRINTS, peers);
    network.receive(StunClient.check(next, true), OLD);
    network.sent.clear();
    network.receive(media(), NEW);
    byte[] check = checkOf(NEW);
    StunMessage read = StunMessage.read(check, 0, check.length);
    assertThat(read.receiverUfrag()).isEqualTo("again");
    assertThat(read.isAuthentic(peers.password())).isTrue();
    network.receive(StunClient.answer(check, peers.password()), NEW);
    assertThat(selected()).isEqualTo(TestRouter.address(NEW));
  }

  /** Both are behind one router, and their reports have the same SSRC, as Chromium's do. */
  @Test
  void ofTwoPeersWithTheSameSourceTheRightOneIsFound() {
    TestRouter.Listener others = new TestRouter.Listener();
    PeerTransport other = network.transport(others);
    IceCredentials name = IceCredentials.create();
    other.open(name, network.now());
    other.expect(FINGERPRINTS, new IceCredentials("other", "ofAnother0123456789abc"));
    network.receive(StunClient.check(name, true), 20);
    other.secure(TestKeys.another());
    SrtpSender sender = TestKeys.anotherClient();
    byte[] first = new byte[60 + SrtpSender.MAX_OVERHEAD];
    first[0] = (byte) 0x80;
    first[11] = SSRC;
    network.receive(Arrays.copyOf(first, sender.protect(first, 0, 12, 60, 0)), 20);
    assertThat(others.packets).isEqualTo(1);
    network.sent.clear();
    network.receive(media(), NEW);
    answer(checkOf(NEW), NEW);
    assertThat(selected()).isEqualTo(TestRouter.address(NEW));
    assertThat(others.packets).isEqualTo(1);
    other.close();
    transport.close();
    assertThat(network.router.size()).isZero();
  }

  /** Packets that are not the peer's cost a trial each, and only so many are made. */
  @Test
  void trialsOfKeysAreBounded() {
    for (int i = 0; i < PacketRouter.TRIALS; i++) {
      byte[] forged = media();
      forged[20] ^= 1;
      network.receive(forged, 3 + i);
    }
    network.receive(media(), NEW);
    assertThat(network.sent).isEmpty();
    network.pass(1, TimeUnit.SECONDS);
    network.receive(media(), NEW);
    answer(checkOf(NEW), NEW);
    assertThat(selected()).isEqualTo(TestRouter.address(NEW));
  }

  @Test
  void withoutCredentialsOfThePeerThereIsNoCheck() {
    PeerTransport other = network.transport(owner);
    IceCredentials name = IceCredentials.create();
    other.open(name, network.now());
    transport.close();
    network.receive(StunClient.check(name, true), OLD);
    other.secure(TestKeys.create());
    network.receive(media(), OLD);
    network.sent.clear();
    network.receive(media(), NEW);
    assertThat(network.sent).isEmpty();
  }

  @Test
  void mediaFromANewAddressAreNoConsent() {
    for (int i = 0; i < 31; i++) {
      network.pass(1, TimeUnit.SECONDS);
      network.receive(media(), NEW);
    }
    assertThat(network.counters.get(Count.LOST)).isEqualTo(1);
    assertThat(transport.isReady()).isFalse();
  }

  /** {@link Mutator} says how to try more of them. */
  @Test
  void forgeriesMoveNobody() {
    network.receive(media(), NEW);
    byte[] check = checkOf(NEW);
    SrtpSender stranger = TestKeys.anotherClient();
    byte[] forged = new byte[60 + SrtpSender.MAX_OVERHEAD];
    forged[0] = (byte) 0x80;
    forged[11] = SSRC;
    forged = Arrays.copyOf(forged, stranger.protect(forged, 0, 12, 60, 0));
    Mutator mutator =
        new Mutator(5, List.of(forged, StunClient.answer(check, own.password()), check));
    for (long i = 0; i < Mutator.count(); i++) {
      network.receive(mutator.next(), i % 2 == 0 ? NEW : 3 + (int) (i % 60_000));
    }
    assertThat(network.sent).hasSize(1);
    assertThat(owner.packets).isEqualTo(2);
    staysAtItsOldAddress();
    answer(check, NEW);
    assertThat(selected()).isEqualTo(TestRouter.address(NEW));
  }

  @Test
  void nothingIsLeftOfAPeerThatHasMoved() {
    network.receive(media(), NEW);
    answer(checkOf(NEW), NEW);
    transport.close();
    assertThat(network.router.size()).isZero();
  }
}
