package dev.rtcrooms.sfu;

import dev.rtcrooms.Room;
import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.dtls.DtlsHandshakes;
import dev.rtcrooms.sfu.net.Drop;
import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.LoopLimits;
import dev.rtcrooms.sfu.net.MediaLoop;
import dev.rtcrooms.sfu.stats.PeerStats;
import dev.rtcrooms.sfu.whip.MediaAccess;
import dev.rtcrooms.signaling.MediaServer;
import dev.rtcrooms.signaling.MeshCaps;
import dev.rtcrooms.thread.DaemonThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A selective forwarding unit: receives what publishers send, and forwards it to all others of
 * their room, in this process. Any thread.
 *
 * <pre>{@code
 * Sfu sfu = Sfu.builder().announce(publicAddress).port(40_000).build();
 * RtcRooms.builder().feature(Streams.sfu(iceServers, sfu))
 * }</pre>
 */
public final class Sfu implements MediaServer, AutoCloseable {

  private static final Duration CERTIFICATE_LIFE = Duration.ofDays(1);
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final SfuLimits limits;
  private final List<InetAddress> announced;
  private final DaemonThreads threads = new DaemonThreads();
  private final DtlsHandshakes handshakes;
  private final List<LoopShare> shares = new ArrayList<>();
  private final Map<Room, RoomRecordings> recordings = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final Map<UUID, SfuRoom> rooms = new ConcurrentHashMap<>();
  private DtlsCertificate certificate;
  private Instant certified;
  private volatile boolean closed;

  Sfu(List<InetAddress> announced, int port, int loops, SfuLimits limits) throws IOException {
    this.limits = limits;
    this.announced = announced.isEmpty() ? ownAddresses() : announced;
    this.handshakes = new DtlsHandshakes(limits.handshakes(), limits.handshakeMillis(), threads);
    this.certified = Instant.now();
    this.certificate = DtlsCertificate.create(random, certified);
    TrafficLimits traffic = limits.traffic();
    LoopLimits each =
        new LoopLimits(
            traffic.checksPerSecond(),
            traffic.pending(),
            limits.handshakeMillis(),
            traffic.egressBitsPerSecond(),
            traffic.lagMillis());
    try {
      for (int i = 0; i < loops; i++) {
        InetSocketAddress bind = new InetSocketAddress(port == 0 ? 0 : port + i);
        shares.add(new LoopShare(new MediaLoop(bind, each, threads, i + 1)));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Begins to build an SFU.
   *
   * @return a builder with defaults
   */
  public static SfuBuilder builder() {
    return new SfuBuilder();
  }

  private static List<InetAddress> ownAddresses() throws SocketException {
    List<InetAddress> found = new ArrayList<>();
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (each.isUp() && !each.isLoopback()) {
        found.addAll(Collections.list(each.getInetAddresses()));
      }
    }
    found.removeIf(address -> address.isLinkLocalAddress() || address.isMulticastAddress());
    found.sort(Comparator.comparing(address -> address.getAddress().length));
    return found.isEmpty() ? List.of(InetAddress.getLoopbackAddress()) : List.copyOf(found);
  }

  @Override
  public MeshCaps caps() {
    return new MeshCaps(limits.publishers(), limits.receivers());
  }

  @Override
  public synchronized MediaRoom open(Room room) {
    LoopShare share = LoopShare.best(shares);
    SfuRoom opened =
        new SfuRoom(
            room,
            new RoomShare(share, handshakes, this::certificate, limits, addresses(share)),
            recordings(room),
            closed -> rooms.remove(closed.id(), closed));
    rooms.put(room.id(), opened);
    return opened;
  }

  private RoomRecordings recordings(Room room) {
    RoomRecordings begun = new RoomRecordings(room, threads.named("rtc-sfu-recording-"));
    RoomRecordings present = recordings.putIfAbsent(room, begun);
    if (present != null) {
      return present;
    }
    room.closed().thenRun(() -> recordings.remove(room));
    return begun;
  }

  /**
   * Records a room with {@link RecordingOptions#DEFAULT}.
   *
   * @param room whose media this SFU forwards; nobody need be in it yet
   * @param folder see {@link #record(Room, Path, RecordingOptions)}
   * @return the recording, which has begun
   */
  public Recording record(Room room, Path folder) {
    return record(room, folder, RecordingOptions.DEFAULT);
  }

  /**
   * Records a room: all streams of all publishers, also of those who come later, each into a file
   * of its own. The participants are told that they are recorded, unless an option forbids it.
   *
   * @param room whose media this SFU forwards; nobody need be in it yet
   * @param folder of the files, which is created; no file in it is changed
   * @param options how it is recorded
   * @return the recording, which has begun; the present one if the room is recorded into this
   *     folder already
   */
  public Recording record(Room room, Path folder, RecordingOptions options) {
    Recording recording = recordings(room).record(folder, options);
    if (closed) {
      recording.end(RecordingEnd.SFU_CLOSED);
    }
    return recording;
  }

  SfuLimits limits() {
    return limits;
  }

  /** For clients over HTTP. */
  MediaAccess access() {
    return new OpenRooms(rooms);
  }

  private List<InetSocketAddress> addresses(LoopShare share) {
    int port = share.loop().port();
    return announced.stream().map(address -> new InetSocketAddress(address, port)).toList();
  }

  /** Renewed daily; a connection keeps the one that it has announced. */
  private synchronized DtlsCertificate certificate() {
    Instant now = Instant.now();
    if (Duration.between(certified, now).compareTo(CERTIFICATE_LIFE) > 0) {
      certified = now;
      certificate = DtlsCertificate.create(random, now);
    }
    return certificate;
  }

  /**
   * Returns the UDP ports.
   *
   * @return one for each loop
   */
  public List<Integer> ports() {
    return shares.stream().map(share -> share.loop().port()).toList();
  }

  /**
   * Returns what the SFU does and has counted.
   *
   * @return a snapshot
   */
  public SfuStats stats() {
    Map<String, Long> counts = new HashMap<>();
    Map<String, Long> drops = new HashMap<>();
    long lag = 0;
    int overloaded = 0;
    int transports = 0;
    int served = 0;
    int publishers = 0;
    int receivers = 0;
    for (LoopShare share : shares) {
      LoopCounters counters = share.loop().counters();
      for (LoopCounters.Count count : LoopCounters.Count.values()) {
        counts.merge(name(count), counters.get(count), Long::sum);
      }
      for (Map.Entry<Drop, Long> drop : counters.drops().entrySet()) {
        drops.merge(name(drop.getKey()), drop.getValue(), Long::sum);
      }
      lag = Math.max(lag, TimeUnit.NANOSECONDS.toMillis(share.loop().lagNanos()));
      overloaded += share.loop().isOverloaded() ? 1 : 0;
      transports += share.loop().transports();
      served += share.rooms().get();
      publishers += share.publishers().get();
      receivers += share.receivers().get();
    }
    long buffered =
        rooms.values().stream()
            .flatMap(room -> room.stats().stream())
            .mapToLong(PeerStats::bufferedBytes)
            .sum();
    return new SfuStats(
        served, publishers, receivers, transports, buffered, counts, drops, lag, overloaded);
  }

  /**
   * Returns what was measured of the connections of a room. A client that publishes and receives
   * has two.
   *
   * @param room the room
   * @return a snapshot; empty if this SFU does not forward its media
   */
  public List<PeerStats> stats(Room room) {
    SfuRoom found = rooms.get(room.id());
    return found == null ? List.of() : found.stats();
  }

  /** How much all loops know of transports: 0 when all have ended. */
  int remembered() {
    int sum = 0;
    for (LoopShare share : shares) {
      MediaLoop loop = share.loop();
      sum +=
          CompletableFuture.supplyAsync(() -> loop.router().size(), loop)
              .applyToEither(loop.ended().thenApply(end -> 0), size -> size)
              .join();
    }
    return sum;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Closes the ports and ends the threads. Rooms go on without media. Idempotent. */
  @Override
  public void close() {
    closed = true;
    recordings.values().forEach(each -> each.end(RecordingEnd.SFU_CLOSED));
    shares.forEach(share -> share.loop().close());
    handshakes.close();
    try {
      threads.awaitEnd(System.nanoTime() + CLOSE_NANOS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
