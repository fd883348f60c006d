package dev.rtcrooms.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.sfu.net.MediaClient;
import dev.rtcrooms.sfu.net.StunClient;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * With {@code -Dflood=true} on Linux: how long the packets of a room take while others attack the
 * same port, compared with the same without an attack. It prints figures and asserts no time. The
 * attackers have the second processor. The SFU with its clients has the first one, and with it all
 * of this process until the test has ended: it is started alone.
 */
@EnabledIfSystemProperty(named = "flood", matches = "true")
class FloodLatencyTest {

  private static final int SSRC = 1000;
  private static final int RECEIVERS = 8;
  private static final int PACKETS_PER_SECOND = 100;
  private static final int PAYLOAD = 1000;
  private static final int DESCRIPTOR = 2;

  /** Datagrams a second from addresses and with names that are not those of a member. */
  private static final int OUTSIDERS = Integer.getInteger("flood.outsiders", 20_000);

  /** Packets a second that a member forges, each of which is decrypted. */
  private static final int INSIDER = Integer.getInteger("flood.insider", 2_000);

  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration PHASE = Duration.ofSeconds(15);

  /** How long an attack lasts before the measurement begins. */
  private static final Duration RISE = Duration.ofSeconds(2);

  private static final int ROUNDS = 2;

  private final Sfu sfu = start();
  private final List<Thread> threads = new ArrayList<>();
  private final List<MediaClient> sockets = new ArrayList<>();
  private final List<Long> alone = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> attacked = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> nothing = Collections.synchronizedList(new ArrayList<>());
  private volatile List<Long> phase = nothing;
  private volatile boolean attacking;
  private final AtomicLong forged = new AtomicLong();
  private final List<String> floods = new ArrayList<>();
  private String processors = "";
  private IceCredentials insiders = IceCredentials.create();
  private volatile boolean ended;

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.sfu(IceServers.none(), sfu)));

  private static Sfu start() {
    try {
      return Sfu.builder().announce(InetAddress.getLoopbackAddress()).build();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() throws Exception {
    ended = true;
    if (!processors.isEmpty()) {
      pinTo(processors);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    sockets.forEach(MediaClient::close);
    sfu.close();
  }

  @Test
  void othersAttack() throws Exception {
    processors = processors();
    pinTo("0");
    MediaClient up = publish(rooms.join("lobby", "ann"), SSRC, this::send);
    List<TestClient> members = new ArrayList<>();
    for (int i = 0; i < RECEIVERS; i++) {
      TestClient member = rooms.watch("lobby", "watcher" + i);
      members.add(member);
      subscribe(member);
    }
    MediaClient insider = publish(rooms.join("den", "mal"), 2 * SSRC, this::forge);
    assertThat(up.address()).isNotEqualTo(insider.address());
    pause(WARM_UP);
    for (int round = 0; round < ROUNDS; round++) {
      phase = alone;
      pause(PHASE);
      phase = nothing;
      attack();
    }
    long packets = ROUNDS * PHASE.toSeconds() * PACKETS_PER_SECOND * RECEIVERS;
    System.out.printf(
        "alone: %s; attacked by %s datagrams a second of others (of %d) and %d of a member (of %d):"
            + " %s; of %d packets in each case; drops: %s%n",
        figures(alone),
        String.join(" and ", floods),
        OUTSIDERS,
        forged.get() / (ROUNDS * RISE.plus(PHASE).toSeconds()),
        INSIDER,
        figures(attacked),
        packets,
        sfu.stats().drops());
  }

  /** Measures while a flood runs, which ends soon after the measurement. */
  private void attack() throws Exception {
    Process flood = flood();
    try {
      attacking = true;
      pause(RISE);
      phase = attacked;
      pause(PHASE);
      phase = nothing;
      attacking = false;
      String perSecond = flood.inputReader().readLine();
      assertThat(perSecond).as("what a flood prints at its end").isNotNull();
      floods.add(perSecond);
    } finally {
      flood.destroyForcibly().waitFor();
    }
  }

  private static String figures(List<Long> all) {
    List<Long> nanos = all.stream().sorted().toList();
    return "%d packets, p50 %.2f ms, p99 %.2f ms"
        .formatted(nanos.size(), at(nanos, 0.5), at(nanos, 0.99));
  }

  private static double at(List<Long> sorted, double part) {
    return sorted.get((int) (part * (sorted.size() - 1))) / 1e6;
  }

  private static void pause(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = 1; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static String pid() {
    return Long.toString(ProcessHandle.current().pid());
  }

  /** The processors of this process, as {@code taskset} lists them. */
  private static String processors() throws IOException {
    Process taskset = new ProcessBuilder("taskset", "-cp", pid()).start();
    String line = taskset.inputReader().readLine();
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  private static void pinTo(String processors) throws Exception {
    new ProcessBuilder("taskset", "-acp", processors, pid()).start().waitFor();
  }

  private Process flood() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            "taskset",
            "-c",
            "1",
            java,
            "-cp",
            System.getProperty("java.class.path"),
            Flood.class.getName(),
            Integer.toString(sfu.ports().get(0)),
            insiders.ufrag(),
            Integer.toString(OUTSIDERS),
            Long.toString(RISE.plus(PHASE).toSeconds() + 1))
        .redirectError(Redirect.INHERIT)
        .start();
  }

  /** Something that a publisher's thread does each time. */
  private interface Sending {
    void next(MediaClient up, int number) throws IOException;
  }

  private MediaClient publish(TestClient client, int ssrc, Sending sending) throws IOException {
    client.ask(new Publish());
    Connect connect = client.next(Connect.class);
    while (!connect.peer().equals("up")) {
      connect = client.next(Connect.class);
    }
    MediaClient socket = new MediaClient(sfu.ports().get(0));
    sockets.add(socket);
    String sdp = BrowserSdp.offer("ann1", socket.fingerprint(), ssrc);
    client.ask(new Offer("up", connect.negotiation(), sdp));
    IceCredentials remote = BrowserSdp.credentials(client.next(Answer.class).sdp());
    insiders = remote;
    socket.check(remote);
    socket.secure();
    begin(
        () -> {
          long began = System.nanoTime();
          for (int number = 1; !ended; number++) {
            if (number % PACKETS_PER_SECOND == 0) {
              socket.send(StunClient.check(remote, true));
            }
            sending.next(socket, number);
            long due = began + number * TimeUnit.SECONDS.toNanos(1) / PACKETS_PER_SECOND;
            LockSupport.parkNanos(due - System.nanoTime());
          }
        });
    return socket;
  }

  /** The first packet, and then one in each second, begins a keyframe. */
  private void send(MediaClient up, int number) throws IOException {
    ByteBuffer packet = ByteBuffer.allocate(12 + PAYLOAD);
    packet.put((byte) 0x80).put((byte) (0x80 | 96)).putShort((short) number).putInt(900 * number);
    packet.putInt(SSRC).put((byte) 0x10).put((byte) (number % PACKETS_PER_SECOND == 1 ? 0 : 1));
    packet.putLong(System.nanoTime());
    up.sendRtp(packet.array(), 12, number);
  }

  private void forge(MediaClient up, int number) throws IOException {
    byte[] packet = new byte[PAYLOAD];
    new Random(number).nextBytes(packet);
    packet[0] = (byte) 0x80;
    packet[1] = 96;
    for (int i = 0; attacking && i < INSIDER / PACKETS_PER_SECOND; i++) {
      packet[3]++;
      up.send(packet);
      forged.incrementAndGet();
    }
  }

  private void subscribe(TestClient client) throws IOException {
    MediaClient socket = new MediaClient(sfu.ports().get(0));
    sockets.add(socket);
    rooms.advance(Duration.ofMillis(100));
    Offer offer = client.next(Offer.class);
    String answer = BrowserSdp.answer(offer.sdp(), "bob1", socket.fingerprint());
    client.ask(new Answer("down", offer.negotiation(), answer));
    IceCredentials remote = BrowserSdp.credentials(offer.sdp());
    socket.check(remote);
    socket.secure();
    begin(
        () -> {
          for (int number = 0; !ended; number++) {
            if (number % PACKETS_PER_SECOND == 0) {
              socket.send(StunClient.check(remote, true));
            }
            byte[] packet = socket.receiveMedia(100);
            if (packet != null && packet.length > PAYLOAD) {
              note(packet);
            }
          }
        });
  }

  private void note(byte[] packet) {
    long time = ByteBuffer.wrap(packet).getLong(packet.length - PAYLOAD + DESCRIPTOR);
    phase.add(System.nanoTime() - time);
  }

  /** A task that may fail, on a thread of its own. */
  private interface Work {
    void run() throws IOException;
  }

  private void begin(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    threads.add(thread);
    thread.start();
  }
}
