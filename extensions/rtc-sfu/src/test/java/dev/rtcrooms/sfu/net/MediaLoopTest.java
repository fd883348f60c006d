package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rtcrooms.sfu.dtls.ClientCertificate;
import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.dtls.DtlsHandshakes;
import dev.rtcrooms.sfu.dtls.PeerFingerprint;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.thread.DaemonThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer over a real socket: checks, handshake, media both ways, end. */
class MediaLoopTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final DtlsCertificate CERTIFICATE =
      DtlsCertificate.create(new SecureRandom(), Instant.EPOCH);

  /** The first fragment of a ClientHello of 1,413 bytes, after which nothing comes. */
  static final byte[] HELLO =
      HexFormat.of()
          .parseHex(
              "16fefd0000000000000000002c"
                  + ("010005850000000000000020" + "fefd")
                  + "00".repeat(30));

  private final DaemonThreads threads = new DaemonThreads();
  private final DtlsHandshakes handshakes = new DtlsHandshakes(2, 15_000, threads);
  private final IceCredentials credentials = IceCredentials.create();
  private final BlockingQueue<byte[]> rtp = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> rtcp = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> secured = new CompletableFuture<>();
  private MediaLoop loop;
  private PeerTransport transport;

  @BeforeEach
  void open() throws IOException {
    open(drops -> UdpPort.open(new InetSocketAddress(LOOPBACK, 0), drops));
  }

  private void open(UdpPort.Opener port) throws IOException {
    loop = new MediaLoop(port, new LoopLimits(50, 32, 15_000, 1_000_000_000, 20), threads, 1);
    TransportOwner owner =
        new TransportOwner() {
          @Override
          public void secured() {
            secured.complete(null);
          }

          @Override
          public void receiveRtp(byte[] packet, int length, long now) {
            rtp.add(Arrays.copyOf(packet, length));
          }

          @Override
          public void receiveRtcp(byte[] packet, int length, long now) {
            rtcp.add(Arrays.copyOf(packet, length));
          }

          @Override
          public void tick(long now) {}
        };
    transport = new PeerTransport(loop, handshakes, CERTIFICATE, 32, owner);
    loop.execute(() -> transport.open(credentials, System.nanoTime()));
  }

  @AfterEach
  void everythingEnds() throws Exception {
    loop.close();
    handshakes.close();
    assertThat(threads.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(20))).isTrue();
    assertThat(loop.router().size()).isZero();
  }

  private void expect(PeerFingerprint fingerprint) {
    loop.execute(() -> transport.expect(List.of(fingerprint), IceCredentials.create()));
  }

  private static byte[] take(BlockingQueue<byte[]> queue) throws InterruptedException {
    byte[] taken = queue.poll(20, TimeUnit.SECONDS);
    assertThat(taken).isNotNull();
    return taken;
  }

  @ParameterizedTest
  @CsvSource({"1, 7, 7", "7, 1, 7", "1, 99, 1"})
  void mediaFlowsBothWays(int first, int second, int chosen) throws Exception {
    mediaFlowsBothWays(LOOPBACK, chosen, first, second);
  }

  /** Netty's epoll is used where it is present, so this is the only test of media without it. */
  @Test
  void mediaFlowsBothWaysOnTheSocketsOfTheJdk() throws Exception {
    reopen(drops -> new NioUdpPort(new InetSocketAddress(LOOPBACK, 0)));
    mediaFlowsBothWays(LOOPBACK, 7, 7);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void mediaFlowsBothWaysOverSix(boolean jdk) throws Exception {
    InetAddress six = InetAddress.getByName("::1");
    assumeTrue(NetworkInterface.getByInetAddress(six) != null, "IPv6 is off");
    InetSocketAddress bind = new InetSocketAddress(six, 0);
    reopen(drops -> jdk ? new NioUdpPort(bind) : UdpPort.open(bind, drops));
    mediaFlowsBothWays(six, 7, 7);
  }

  /** Opens another loop in place of the present one. */
  private void reopen(UdpPort.Opener port) throws Exception {
    loop.close();
    loop.ended().get(20, TimeUnit.SECONDS);
    open(port);
  }

  private void mediaFlowsBothWays(InetAddress address, int chosen, int... profiles)
      throws Exception {
    InetSocketAddress server = new InetSocketAddress(address, loop.port());
    BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
    try (MediaClient client = new MediaClient(server, crypto, new ClientCertificate(), profiles)) {
      expect(client.fingerprint());
      client.check(credentials);
      client.secure();
      assertThat(client.profile()).isEqualTo(chosen);
      secured.get(20, TimeUnit.SECONDS);

      byte[] packet = Arrays.copyOf(new byte[] {(byte) 0x80, 96, 0, 7}, 100);
      client.sendRtp(packet, 12, 7);
      assertThat(take(rtp)).isEqualTo(packet);
      byte[] report = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 9};
      client.sendRtcp(report);
      assertThat(take(rtcp)).isEqualTo(report);

      loop.execute(
          () -> {
            RtpWriter writer = new RtpWriter();
            writer.begin(true, 96, 5, 6, 7);
            writer.endExtensions();
            writer.append(new byte[] {1, 2, 3}, 0, 3);
            transport.send(writer, 5, false);
            writer.begin(true, 96, 6, 6, 7);
            writer.endExtensions();
            writer.append(new byte[] {4, 5}, 0, 2);
            transport.send(writer, 6, true);
            RtcpWriter reports = new RtcpWriter();
            reports.keyframe(1, 2);
            transport.send(reports);
          });
      assertThat(client.receiveMedia()).endsWith(1, 2, 3).hasSize(15);
      assertThat(List.of(client.receiveMedia(), client.receiveMedia()))
          .anySatisfy(media -> assertThat(media).endsWith(4, 5).hasSize(14))
          .anySatisfy(control -> assertThat(control).hasSize(12));
    }
  }

  @Test
  void aHandshakeMayBeginBeforeTheFingerprintIsKnown() throws Exception {
    try (MediaClient client = new MediaClient(loop.port())) {
      client.check(credentials);
      CompletableFuture<MediaClient> shake =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return client.secure();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      long heard = loop.counters().get(LoopCounters.Count.PACKETS_IN);
      Deadline deadline = new Deadline();
      while (loop.counters().get(LoopCounters.Count.PACKETS_IN) == heard) {
        deadline.spin();
      }
      expect(client.fingerprint());
      shake.get(20, TimeUnit.SECONDS);
      secured.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void anotherCertificateIsRefused() throws Exception {
    try (MediaClient client = new MediaClient(loop.port())) {
      expect(new ClientCertificate().fingerprint());
      client.check(credentials);
      assertThatThrownBy(client::secure).isInstanceOf(IOException.class);
      assertThat(secured).isNotDone();
    }
  }

  @Test
  void aClientWithoutSrtpIsRefused() throws Exception {
    try (MediaClient client = new MediaClient(loop.port(), new ClientCertificate())) {
      expect(client.fingerprint());
      client.check(credentials);
      assertThatThrownBy(client::secure).isInstanceOf(IOException.class);
      assertThat(secured).isNotDone();
    }
  }

  @Test
  void afterGoodbyeAnotherHandshakeMayBegin() throws Exception {
    try (MediaClient client = new MediaClient(loop.port())) {
      expect(client.fingerprint());
      client.check(credentials);
      client.secure();
      secured.get(20, TimeUnit.SECONDS);
      client.sayGoodbye();
      byte[] packet = Arrays.copyOf(new byte[] {(byte) 0x80, 96}, 60);
      Deadline deadline = new Deadline();
      for (long i = 1; loop.counters().drops().get(Drop.NO_KEYS) == 0; i++) {
        packet[3] = (byte) i;
        client.sendRtp(packet, 12, i & 0xFF);
        deadline.spin();
      }
    }
  }

  /** Half-open handshakes take threads, of which this SFU has two. */
  @Test
  void halfOpenHandshakesAreBoundedAndKeepNobodyOut() throws Exception {
    List<PeerTransport> silent = new ArrayList<>();
    Set<Thread> before = Thread.getAllStackTraces().keySet(); // those of other tests
    try (MediaClient client = new MediaClient(loop.port())) {
      for (int i = 0; i < 10; i++) {
        IceCredentials others = IceCredentials.create();
        PeerTransport half =
            new PeerTransport(loop, handshakes, CERTIFICATE, 32, new NothingHeard());
        silent.add(half);
        loop.execute(
            () -> {
              half.open(others, System.nanoTime());
              half.expect(List.of(new PeerFingerprint("sha-256", "00")), IceCredentials.create());
            });
        client.check(others);
        client.send(HELLO);
      }
      Deadline deadline = new Deadline();
      while (loop.counters().drops().get(Drop.DTLS) < 8) {
        deadline.spin();
      }
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().startsWith("rtc-sfu-dtls-"))
          .filteredOn(thread -> !before.contains(thread))
          .hasSizeLessThanOrEqualTo(2);
      loop.execute(() -> silent.forEach(PeerTransport::close));
      expect(client.fingerprint());
      client.check(credentials);
      client.secure();
      secured.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aMessageThatDeclaresSixteenMebibytesIsDropped() throws Exception {
    try (MediaClient client = new MediaClient(loop.port())) {
      expect(client.fingerprint());
      client.check(credentials);
      byte[] huge = HELLO.clone();
      Arrays.fill(huge, 14, 17, (byte) 0xFF);
      for (int i = 0; i < 100; i++) {
        client.send(huge);
      }
      Deadline deadline = new Deadline();
      while (loop.counters().drops().get(Drop.DTLS) < 100) {
        deadline.spin();
      }
      client.secure();
      secured.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void anEncryptedMessageThatDeclaresSixteenMebibytesEndsTheHandshake() throws Exception {
    try (MediaClient client =
        new MediaClient(
            new InetSocketAddress(LOOPBACK, loop.port()),
            new HugeFinished(),
            new ClientCertificate(),
            1)) {
      expect(client.fingerprint());
      client.check(credentials);
      assertThatThrownBy(client::secure)
          .isInstanceOfSatisfying(
              TlsFatalAlertReceived.class,
              alert ->
                  assertThat(alert.getAlertDescription())
                      .isEqualTo(AlertDescription.illegal_parameter));
      assertThat(secured).isNotDone();
    }
  }

  @Test
  void anErrorEndsTheLoopAndItsTransports() throws Exception {
    loop.execute(
        () -> {
          throw new StackOverflowError("from the test");
        });
    loop.ended().get(20, TimeUnit.SECONDS);
    assertThat(loop.isClosed()).isTrue();
    assertThat(loop.router().size()).isZero();
  }

  @Test
  void aLoopThatHasEndedKeepsNoTasks() throws Exception {
    loop.close();
    loop.ended().get(20, TimeUnit.SECONDS);
    loop.execute(() -> {});
    assertThat(loop.waiting()).isZero();
  }

  private static final class NothingHeard implements TransportOwner {
    @Override
    public void secured() {}

    @Override
    public void receiveRtp(byte[] packet, int length, long now) {}

    @Override
    public void receiveRtcp(byte[] packet, int length, long now) {}

    @Override
    public void tick(long now) {}
  }
}
