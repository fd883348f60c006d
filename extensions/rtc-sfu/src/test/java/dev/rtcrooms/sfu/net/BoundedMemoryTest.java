package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.dtls.DtlsHandshakes;
import dev.rtcrooms.sfu.dtls.PeerFingerprint;
import dev.rtcrooms.sfu.dtls.TestKeys;
import dev.rtcrooms.sfu.srtp.SrtpSender;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.thread.DaemonThreads;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the SFU keeps of hostile datagrams is bounded, however many come: on the heap after a
 * garbage collection, beside the entries of the maps.
 */
class BoundedMemoryTest {

  private static final int MANY = 100_000;
  private static final int HANDSHAKES = 64;
  private static final int SOURCES = 32;

  /** Less than a quarter of {@link #MANY} datagrams of 1,200 bytes, or one message of 16 MiB. */
  private static final long MOST = 12L << 20;

  private static final DtlsCertificate CERTIFICATE =
      DtlsCertificate.create(new SecureRandom(), Instant.EPOCH);

  private long repliedBytes;
  private final DaemonThreads threads = new DaemonThreads();
  private final DtlsHandshakes handshakes = new DtlsHandshakes(HANDSHAKES, 15_000, threads);
  private final LoopCounters counters = new LoopCounters();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<PeerTransport> transports = new ArrayList<>();
  private final PacketRouter router =
      new PacketRouter(
          (bytes, length, to) -> repliedBytes += length,
          counters,
          new LoopLimits(50, 2 * HANDSHAKES, 15_000, 8_000_000, 20));
  private int packets;
  private long now = 1_000_000_000_000L;
  private long before;

  @AfterEach
  void everythingEnds() throws Exception {
    transports.forEach(PeerTransport::close);
    assertThat(router.size()).isZero();
    handshakes.close();
    assertThat(threads.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(20))).isTrue();
  }

  private PeerTransport open(IceCredentials credentials) {
    PeerTransport transport =
        new PeerTransport(router, tasks::add, handshakes, CERTIFICATE, SOURCES, new Counting());
    transports.add(transport);
    transport.open(credentials, now);
    transport.expect(List.of(new PeerFingerprint("sha-256", "00")), IceCredentials.create());
    return transport;
  }

  private void receive(byte[] datagram, InetSocketAddress from) {
    router.receive(datagram.clone(), datagram.length, from, now);
    now += 10_000;
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private static InetSocketAddress from(int number) throws IOException {
    byte[] address = ByteBuffer.allocate(4).putInt(10 << 24 | number).array();
    return new InetSocketAddress(InetAddress.getByAddress(address), 1 + number % 60_000);
  }

  /**
   * The bytes that stay after a garbage collection. One reading may also count what other threads
   * have allocated since, or whole regions of which they use a part (11 MiB seen); the least of
   * several does not.
   */
  private static long heap() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      memory.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private void assertBounded() {
    assertThat(heap() - before).as("bytes that are kept").isLessThan(MOST);
  }

  @Test
  void ofSpoofedSources() throws Exception {
    IceCredentials credentials = IceCredentials.create();
    open(credentials);
    IceCredentials guessed = new IceCredentials(credentials.ufrag(), "guessed");
    List<byte[]> datagrams =
        List.of(
            StunClient.check(guessed, true),
            StunClient.check(IceCredentials.create(), true),
            StunClient.answer(StunClient.check(guessed, true), "guessed"),
            MediaLoopTest.HELLO,
            Arrays.copyOf(new byte[] {(byte) 0x80, 96}, 1_200),
            Arrays.copyOf(new byte[] {(byte) 0x80, (byte) 200}, 100));
    int size = router.size();
    before = heap();
    for (int i = 0; i < MANY; i++) {
      receive(datagrams.get(i % datagrams.size()), from(i));
    }
    assertThat(router.size()).isEqualTo(size);
    assertBounded();
    assertThat(repliedBytes).as("replies without an authentic check").isZero();
  }

  /** They go on with parts of a first message, and with messages of 16 MiB. */
  @Test
  void ofHalfOpenHandshakes() throws Exception {
    before = heap();
    for (int i = 0; i < HANDSHAKES; i++) {
      IceCredentials credentials = IceCredentials.create();
      open(credentials);
      byte[] check = StunClient.check(credentials, true);
      receive(check, from(i));
      assertThat(repliedBytes).isLessThanOrEqualTo((i + 1L) * check.length);
    }
    byte[] hello = Arrays.copyOf(MediaLoopTest.HELLO, 13 + 12 + 1_175);
    ByteBuffer.wrap(hello).putShort(11, (short) (hello.length - 13)).put(24, (byte) 0x97);
    hello[23] = 4; // 1,175 bytes of it
    byte[] huge = MediaLoopTest.HELLO.clone();
    Arrays.fill(huge, 14, 17, (byte) 0xFF);
    for (int i = 0; i < MANY / 2; i++) {
      huge[18] = (byte) (i / HANDSHAKES); // another message each time
      receive(i % 2 == 0 ? hello : huge, from(i / 2 % HANDSHAKES));
    }
    assertThat(counters.drops().get(Drop.DTLS)).isGreaterThanOrEqualTo(MANY / 4);
    assertBounded();
  }

  @Test
  void ofAHundredThousandSources() throws Exception {
    IceCredentials credentials = IceCredentials.create();
    PeerTransport transport = open(credentials);
    receive(StunClient.check(credentials, true), from(0));
    transport.secure(TestKeys.create());
    SrtpSender client = TestKeys.client();
    before = heap();
    for (int ssrc = 1; ssrc <= MANY; ssrc++) {
      byte[] packet = new byte[40 + SrtpSender.MAX_OVERHEAD];
      ByteBuffer.wrap(packet).put((byte) 0x80).putInt(8, ssrc).putInt(4, ssrc);
      boolean control = ssrc % 4 == 0;
      packet[1] = (byte) (control ? 200 : 96);
      int length =
          control ? client.protectControl(packet, 0, 40) : client.protect(packet, 0, 12, 40, 0);
      receive(Arrays.copyOf(packet, length), from(0));
    }
    assertBounded();
    assertThat(packets).as("reports, and media of the first sources").isEqualTo(MANY / 4 + SOURCES);
    assertThat(counters.drops().get(Drop.TOO_MANY_SOURCES)).isEqualTo(MANY * 3L / 4 - SOURCES);
  }

  private final class Counting implements TransportOwner {
    @Override
    public void secured() {}

    @Override
    public void receiveRtp(byte[] packet, int length, long time) {
      packets++;
    }

    @Override
    public void receiveRtcp(byte[] packet, int length, long time) {
      packets++;
    }

    @Override
    public void tick(long time) {}
  }
}
