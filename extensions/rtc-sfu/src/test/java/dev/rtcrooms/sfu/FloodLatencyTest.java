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
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
 * same port, compared with the same without an attack. The attackers of {@link Flood} have the
 * second processor. The SFU with its clients has the first one, and with it all of this process
 * until the test has ended: it is started alone.
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
  private static final int FORGED = Integer.getInteger("flood.insider", 2_000);

  /** Each of these sources of a member sends a packet, in ten seconds. */
  private static final int SOURCES = 100_000;

  private static final int HANDSHAKES = 64;

  /** Messages a second that declare 16 MiB. */
  private static final int HUGE = 2_000;

  /** How much longer 99 % of the packets may take at most. */
  private static final int MOST = 2;

  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration PHASE = Duration.ofSeconds(10);

  /** How long an attack lasts before the measurement begins. */
  private static final Duration RISE = Duration.ofSeconds(2);

  /** After this time nothing is left of half-open handshakes. */
  private static final Duration CALM = Duration.ofSeconds(16);

  private static final int ROUNDS = 2;

  /** The first part of a ClientHello of 1,413 bytes. */
  private static final String HELLO =
      "16fefd0000000000000000002c" + "010005850000000000000020" + "fefd" + "00".repeat(30);

  private enum Attack {
    NONE,
    /** Datagrams of others, from 256 addresses; see {@link Flood}. */
    SPOOFED_SOURCES,
    /** A member's packets that are not authentic. */
    FORGED_MEDIA,
    /** A member's authentic packets of 100,000 sources. */
    MANY_SOURCES,
    /** 64 members, each of whom begins a handshake. */
    HALF_OPEN_HANDSHAKES,
    /** The same, with messages that declare 16 MiB. */
    HUGE_MESSAGES
  }

  private final Sfu sfu = start();
  private final List<Thread> threads = new ArrayList<>();
  private final List<MediaClient> sockets = new ArrayList<>();
  private final List<Handshake> handshakes = new ArrayList<>();
  private final Map<Attack, List<Long>> delays = new EnumMap<>(Attack.class);
  private final List<Long> nothing = Collections.synchronizedList(new ArrayList<>());
  private volatile List<Long> phase = nothing;
  private volatile Attack attack = Attack.NONE;
  private final AtomicLong attackers = new AtomicLong();
  private final List<String> floods = new ArrayList<>();
  private final List<byte[]> ofManySources = new ArrayList<>();
  private String processors = "";
  private IceCredentials insiders = IceCredentials.create();
  private volatile boolean ended;

  @RegisterExtension
  private final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the test's own")
              .feature(Streams.sfu(IceServers.none(), sfu)));

  /** A member's connection, whose handshake has not begun. */
  private record Handshake(MediaClient socket, IceCredentials remote) {}

  private static Sfu start() {
    try {
      return Sfu.builder()
          .announce(InetAddress.getLoopbackAddress())
          .limits(
              SfuLimits.builder()
                  .handshakes(HANDSHAKES)
                  .traffic(new TrafficLimits(8_000_000, 50, 2 * HANDSHAKES, 1_000_000_000, 20))
                  .build())
          .build();
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
    for (int i = 0; i < RECEIVERS; i++) {
      subscribe(rooms.watch("lobby", "watcher" + i));
    }
    MediaClient insider = publish(rooms.join("den", "mal"), 2 * SSRC, this::attackAsMember);
    assertThat(up.address()).isNotEqualTo(insider.address());
    prepareSources(insider);
    for (int i = 0; i < HANDSHAKES; i++) {
      handshakes.add(offer(rooms.join("den" + i / 16, "mal" + i), 3 * SSRC));
    }
    beginHandshakes();
    for (Attack each : Attack.values()) {
      delays.put(each, Collections.synchronizedList(new ArrayList<>()));
    }
    pause(WARM_UP);
    for (int round = 0; round < ROUNDS; round++) {
      for (Attack each : Attack.values()) {
        measure(each);
      }
      pause(round + 1 < ROUNDS ? CALM : Duration.ZERO);
    }
    judge();
  }

  private void measure(Attack each) throws Exception {
    Process flood = each == Attack.SPOOFED_SOURCES ? flood() : null;
    long before = attackers.get();
    try {
      attack = each;
      pause(each == Attack.NONE ? Duration.ZERO : RISE);
      phase = delays.get(each);
      pause(PHASE);
      phase = nothing;
      attack = Attack.NONE;
      if (flood != null) {
        String printed = flood.inputReader().readLine();
        assertThat(printed).as("what a flood prints at its end").isNotNull();
        floods.add(printed.substring(0, printed.indexOf(' ')));
        assertThat(printed).as("replies without an authentic check").endsWith(" 0");
      }
    } finally {
      if (flood != null) {
        flood.destroyForcibly().waitFor();
      }
    }
    System.out.printf("%s: %d datagrams of members%n", each, attackers.get() - before);
  }

  private void judge() {
    long packets = ROUNDS * PHASE.toSeconds() * PACKETS_PER_SECOND * RECEIVERS;
    System.out.printf(
        "%d packets each time; datagrams a second of others %s of %d; drops: %s%n",
        packets, floods, OUTSIDERS, sfu.stats().drops());
    delays.forEach((each, nanos) -> System.out.println(each + ": " + figures(nanos)));
    double alone = at(delays.get(Attack.NONE), 0.99);
    assertThat(delays)
        .allSatisfy(
            (each, nanos) -> {
              assertThat(nanos).hasSizeGreaterThan((int) (packets * 99 / 100));
              assertThat(at(nanos, 0.99)).as(each.name()).isLessThanOrEqualTo(MOST * alone);
            });
  }

  private static String figures(List<Long> nanos) {
    return "%d packets, p50 %.2f ms, p99 %.2f ms"
        .formatted(nanos.size(), at(nanos, 0.5), at(nanos, 0.99));
  }

  private static double at(List<Long> nanos, double part) {
    List<Long> sorted = nanos.stream().sorted().toList();
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
    Handshake handshake = offer(client, ssrc);
    MediaClient socket = handshake.socket();
    IceCredentials remote = handshake.remote();
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

  private Handshake offer(TestClient client, int ssrc) throws IOException {
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
    return new Handshake(socket, remote);
  }

  /** The first packet, and then one in each second, begins a keyframe. */
  private void send(MediaClient up, int number) throws IOException {
    ByteBuffer packet = ByteBuffer.allocate(12 + PAYLOAD);
    packet.put((byte) 0x80).put((byte) (0x80 | 96)).putShort((short) number).putInt(900 * number);
    packet.putInt(SSRC).put((byte) 0x10).put((byte) (number % PACKETS_PER_SECOND == 1 ? 0 : 1));
    packet.putLong(System.nanoTime());
    up.sendRtp(packet.array(), 12, number);
  }

  private void attackAsMember(MediaClient up, int number) throws IOException {
    if (attack == Attack.FORGED_MEDIA) {
      byte[] packet = new byte[PAYLOAD];
      new Random(number).nextBytes(packet);
      packet[0] = (byte) 0x80;
      packet[1] = 96;
      for (int i = 0; i < FORGED / PACKETS_PER_SECOND; i++) {
        packet[3]++;
        attack(up, packet);
      }
    } else if (attack == Attack.MANY_SOURCES) {
      int each = SOURCES / (int) PHASE.toSeconds() / PACKETS_PER_SECOND;
      for (int i = 0; i < each; i++) {
        attack(up, ofManySources.get((number * each + i) % SOURCES));
      }
    }
  }

  private void attack(MediaClient attacker, byte[] datagram) throws IOException {
    attacker.send(datagram);
    attackers.incrementAndGet();
  }

  /** The processor is the SFU's while it is attacked, so all is encrypted before. */
  private void prepareSources(MediaClient insider) {
    for (int ssrc = 1; ssrc <= SOURCES; ssrc++) {
      ByteBuffer packet = ByteBuffer.allocate(40);
      packet.put((byte) 0x80).put((byte) 96).putShort((short) 1).putInt(1).putInt(SOURCES + ssrc);
      ofManySources.add(insider.protectRtp(packet.array(), 12, 1));
    }
  }

  /** In turn, each of the members checks and sends the first part of a handshake. */
  private void beginHandshakes() {
    byte[] hello = HexFormat.of().parseHex(HELLO);
    byte[] huge = hello.clone();
    Arrays.fill(huge, 14, 17, (byte) 0xFF); // the length of the message
    begin(
        () -> {
          for (int i = 0; !ended; i++) {
            Handshake one = handshakes.get(i % HANDSHAKES);
            boolean isHuge = attack == Attack.HUGE_MESSAGES;
            if (isHuge || attack == Attack.HALF_OPEN_HANDSHAKES) {
              attack(one.socket(), StunClient.check(one.remote(), true));
              attack(one.socket(), hello);
            }
            for (int k = 0; isHuge && k < HUGE / PACKETS_PER_SECOND; k++) {
              attack(one.socket(), huge);
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / PACKETS_PER_SECOND);
          }
        });
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
