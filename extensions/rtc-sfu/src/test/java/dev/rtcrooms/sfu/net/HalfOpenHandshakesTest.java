package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.dtls.DtlsHandshakes;
import dev.rtcrooms.sfu.dtls.PeerFingerprint;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.thread.DaemonThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * As many handshakes as the SFU runs at a time are begun and not ended, beside a victim's media.
 */
class HalfOpenHandshakesTest {

  private static final int HANDSHAKES = 64;
  private static final int ROUNDS = 300;
  private static final DtlsCertificate CERTIFICATE =
      DtlsCertificate.create(new SecureRandom(), Instant.EPOCH);

  private final DaemonThreads threads = new DaemonThreads();
  private final DtlsHandshakes handshakes = new DtlsHandshakes(HANDSHAKES, 15_000, threads);
  private final MediaLoop loop;

  HalfOpenHandshakesTest() throws IOException {
    loop =
        new MediaLoop(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new LoopLimits(50, 2 * HANDSHAKES, 15_000, 1_000_000_000, 20),
            threads,
            1);
  }

  @AfterEach
  void everythingEnds() throws Exception {
    loop.close();
    handshakes.close();
    assertThat(threads.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(20))).isTrue();
    assertThat(loop.router().size()).isZero();
  }

  @Test
  void mediaOfOthersFlowOn() throws Exception {
    Echo victim = new Echo();
    IceCredentials credentials = IceCredentials.create();
    try (MediaClient client = new MediaClient(loop.port())) {
      open(victim.transport, credentials, client.fingerprint());
      client.check(credentials);
      client.secure();
      victim.secured.get(20, TimeUnit.SECONDS);
      attack();
      byte[] packet = Arrays.copyOf(new byte[] {(byte) 0x80, 96}, 200);
      for (int i = 0; i < ROUNDS; i++) {
        packet[2] = (byte) (i >> 8);
        packet[3] = (byte) i;
        client.sendRtp(packet, 12, i);
        assertThat(client.receiveMedia()).hasSize(13).endsWith((byte) i);
      }
    }
  }

  /** The threads of the handshakes are all taken: the last ones are refused. */
  private void attack() throws IOException {
    Set<Thread> before = Thread.getAllStackTraces().keySet(); // idle ones, also of other tests
    try (MediaClient attacker = new MediaClient(loop.port())) {
      PeerFingerprint unknown = new PeerFingerprint("sha-256", "00");
      for (int i = 0; i < HANDSHAKES + 8; i++) {
        IceCredentials others = IceCredentials.create();
        open(new Echo().transport, others, unknown);
        attacker.send(StunClient.check(others, true));
        attacker.send(MediaLoopTest.HELLO);
      }
      Deadline deadline = new Deadline();
      while (loop.counters().drops().getOrDefault(Drop.DTLS, 0L) < 8) {
        deadline.spin();
      }
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("rtc-sfu-dtls-"))
        .filteredOn(thread -> !before.contains(thread))
        .hasSizeBetween(HANDSHAKES / 2, HANDSHAKES); // one may have come to its end
  }

  private void open(PeerTransport transport, IceCredentials credentials, PeerFingerprint of) {
    loop.execute(
        () -> {
          transport.open(credentials, System.nanoTime());
          transport.expect(List.of(of), IceCredentials.create());
        });
  }

  /** Answers each packet with the low byte of its number. */
  private final class Echo implements TransportOwner {
    private final CompletableFuture<Void> secured = new CompletableFuture<>();
    private final RtpWriter writer = new RtpWriter();
    private final PeerTransport transport =
        new PeerTransport(loop, handshakes, CERTIFICATE, 32, this);
    private int next = 1;

    @Override
    public void secured() {
      secured.complete(null);
    }

    @Override
    public void receiveRtp(byte[] packet, int length, long now) {
      byte low = packet[3];
      writer.begin(true, 96, next, 0, 7);
      writer.endExtensions();
      writer.append(new byte[] {low}, 0, 1);
      transport.send(writer, next++, false);
    }

    @Override
    public void receiveRtcp(byte[] packet, int length, long now) {}

    @Override
    public void tick(long now) {}
  }
}
