package dev.rtcrooms.testkit.cluster;

import dev.rtcrooms.Limits;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.cluster.Claim;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.spi.cluster.ClusterNode;
import dev.rtcrooms.spi.cluster.NodeStatus;
import dev.rtcrooms.transport.Codec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The engine of one node; for one thread. */
final class SimulatedNode implements Cluster {

  private static final Duration RENEWAL = Duration.ofMillis(2_500);
  private static final long LEASE_NANOS = Duration.ofSeconds(10).toNanos();

  /** The node ends its lease so much earlier than the others do. */
  private static final long MARGIN_NANOS = Duration.ofSeconds(2).toNanos();

  /** Who had no renewal for so long must not judge others for as long. */
  private static final long BLIND_NANOS = Duration.ofSeconds(5).toNanos();

  private final String name;
  private final Network network;
  private final BiFunction<List<MessageType<?>>, Limits, Codec> codecs;
  private final List<SimulatedPast> tenures = new ArrayList<>();
  private @Nullable ClusterNode node;
  private long leases;

  /** Whether the present lease has begun, and it is known which rooms it has kept. */
  private boolean begun;

  private boolean leased;
  private long leasedAt;
  private long blindUntil;
  private boolean closed;
  private @Nullable Cancellable next;

  SimulatedNode(
      String name, Network network, BiFunction<List<MessageType<?>>, Limits, Codec> codecs) {
    this.name = name;
    this.network = network;
    this.codecs = codecs;
  }

  String name() {
    return name;
  }

  @Override
  public void join(ClusterNode hub) {
    node = hub;
    network.joined(this);
    blindUntil = now();
    beat();
  }

  private ClusterNode hub() {
    ClusterNode known = node;
    if (known == null) {
      throw new IllegalStateException("The node has not joined");
    }
    return known;
  }

  private long now() {
    return hub().scheduler().nanoTime();
  }

  @Override
  public Codec codec(List<MessageType<?>> types, Limits limits) {
    return codecs.apply(types, limits);
  }

  @Override
  public String self() {
    return name;
  }

  @Override
  public boolean isCurrent() {
    return leased && now() - leasedAt < LEASE_NANOS - MARGIN_NANOS;
  }

  private void beat() {
    if (closed) {
      return;
    }
    next = hub().scheduler().schedule(RENEWAL, this::beat);
    if (begun) {
      renew();
    } else {
      beginLease();
    }
  }

  private void renew() {
    long lease = leases;
    long asked = now();
    if (leased && asked - leasedAt > BLIND_NANOS) {
      isBlind(asked);
    }
    ask(storage -> storage.lease(name, network.now(), network.now() + LEASE_NANOS, false))
        .whenComplete(
            (renewed, failure) -> {
              if (failure != null || leases != lease) {
                return;
              } else if (renewed) {
                leasedAgain(asked);
              } else {
                begun = false;
                leased = false;
                isBlind(asked);
                beginLease();
              }
            });
  }

  private void isBlind(long now) {
    if (network.rules().blind()) {
      blindUntil = now + BLIND_NANOS;
    }
  }

  private void leasedAgain(long since) {
    boolean before = isCurrent();
    leased = true;
    leasedAt = since;
    if (!before && isCurrent()) {
      hub().resumed();
    }
  }

  /**
   * Begins a lease, and keeps the rooms that nobody has claimed meanwhile. If the answer is lost,
   * it is not known which these are, and another lease begins.
   */
  private void beginLease() {
    long lease = ++leases;
    long asked = now();
    ask(storage -> {
          storage.lease(name, network.now(), network.now() + LEASE_NANOS, true);
          List<SimulatedPast> gone = new ArrayList<>(tenures);
          gone.removeIf(tenure -> tenure.keep(storage, name));
          return gone;
        })
        .whenComplete(
            (gone, failure) -> {
              if (failure == null) {
                gone.forEach(SimulatedPast::isLost);
                if (leases == lease) {
                  begun = true;
                  leasedAgain(asked);
                }
              }
            });
  }

  @Override
  public CompletionStage<Optional<String>> find(UUID room) {
    return ask(storage -> storage.home(room, network.now()));
  }

  @Override
  public CompletionStage<Claim> claim(UUID room, Runnable lost) {
    if (!isCurrent()) {
      return CompletableFuture.failedStage(new IllegalStateException("This node has no lease"));
    }
    boolean blind = now() - blindUntil < 0;
    long lease = leases;
    return ask(storage -> {
          RoomRecord record = storage.claim(room, name, network.now(), blind);
          return new Holder(record.node(), record.end());
        })
        .thenApply(
            holder -> {
              if (leases != lease) {
                throw new IllegalStateException("The lease has ended meanwhile");
              }
              return claimed(room, holder, lost);
            });
  }

  /** Who has a room, and where its past ended when this was found out. */
  private record Holder(@Nullable String node, Position end) {}

  private Claim claimed(UUID room, Holder holder, Runnable lost) {
    boolean known = tenures.stream().anyMatch(tenure -> tenure.room().equals(room));
    if (!name.equals(holder.node) || known) {
      return new Claim.Taken(holder.node == null ? name : holder.node);
    }
    SimulatedPast past = new SimulatedPast(this, room, holder.end, lost);
    tenures.add(past);
    return new Claim.Won(past);
  }

  void ended(SimulatedPast tenure) {
    tenures.remove(tenure);
  }

  /** Runs a task in the storage. Its result comes back, or not, or late, as the network decides. */
  <T> CompletionStage<T> ask(Function<Storage, T> task) {
    return closed
        ? CompletableFuture.failedStage(new IllegalStateException("The node has left"))
        : network.ask(this, task);
  }

  /** Runs a task as the process of this node does: not while it stands still. */
  void execute(Runnable task) {
    hub().executor().execute(task);
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public CompletionStage<Void> send(String to, byte[] frame) {
    return network.send(this, to, frame);
  }

  void received(String from, byte[] frame) {
    if (!closed) {
      hub().received(from, frame);
    }
  }

  NodeStatus status() {
    return hub().status(name);
  }

  @Override
  public CompletionStage<List<NodeStatus>> nodes() {
    return ask(
        storage -> {
          List<NodeStatus> all = new ArrayList<>();
          storage.nodes(network.now()).forEach(each -> all.add(network.status(each)));
          return all;
        });
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    ask(
        storage -> {
          storage.evict(name);
          return name;
        });
    stop();
  }

  /** The process is gone: nothing happens any more. */
  void stop() {
    closed = true;
    leased = false;
    if (next != null) {
      next.cancel();
    }
  }
}
