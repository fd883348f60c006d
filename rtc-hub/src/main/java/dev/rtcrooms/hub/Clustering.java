package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.cluster.EdgeSettings;
import dev.rtcrooms.hub.cluster.Lines;
import dev.rtcrooms.hub.cluster.Nodes;
import dev.rtcrooms.hub.entry.AdmissionControl;
import dev.rtcrooms.hub.entry.StreamIds;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.spi.cluster.Cluster;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The part of a cluster that these rooms take; any thread after {@link #join}. */
final class Clustering implements EndOfRooms.Neighbours {

  private final Cluster cluster;
  private final @Nullable URI address;
  private final byte[] secret;
  private final Executor executor;
  private final Gate gate;
  private volatile @Nullable Nodes nodes;

  /**
   * The part that rooms with these settings will take.
   *
   * @param address of this node alone, null if it has none
   * @param executor runs also while this node has no lease
   * @return null without a cluster
   * @throws IllegalStateException if a secret is missing, or there is another history
   */
  static @Nullable Clustering of(
      @Nullable Cluster cluster,
      @Nullable URI address,
      byte @Nullable [] secret,
      @Nullable HistoryStore history,
      Executor executor,
      Scheduler scheduler) {
    if (cluster == null) {
      return null;
    } else if (secret == null) {
      throw new IllegalStateException(
          "All nodes of a cluster need the same secret: call RoomsBuilder.secret");
    } else if (history != null) {
      throw new IllegalStateException(
          "The cluster keeps the history: leave RoomsBuilder.history out");
    }
    return new Clustering(cluster, address, secret, executor, scheduler);
  }

  private Clustering(
      Cluster cluster,
      @Nullable URI address,
      byte[] secret,
      Executor executor,
      Scheduler scheduler) {
    this.cluster = cluster;
    this.address = address;
    this.secret = secret;
    this.executor = executor;
    gate = new Gate(cluster, executor, scheduler);
  }

  /** Where clients reach this node and no other. */
  Optional<URI> address() {
    return Optional.ofNullable(address);
  }

  /** Runs the rooms of this node. */
  Executor rooms() {
    return gate;
  }

  /**
   * Joins the cluster; to be called once.
   *
   * @param open the rooms that are open
   */
  Homes join(
      Settings settings,
      StreamIds streamIds,
      AdmissionControl admission,
      LocalRooms local,
      EndOfRooms end,
      Supplier<Collection<LiveRoom>> open) {
    Lines lines = new Lines(cluster, settings.types().betweenNodes(), settings.limits());
    EdgeSettings edge =
        new EdgeSettings(
            lines,
            executor,
            settings.scheduler(),
            settings.limits(),
            admission::renew,
            settings.pingInterval(),
            settings.pongTimeout(),
            settings.outboxes());
    Homes homes =
        new Homes(
            settings,
            streamIds,
            new HomeFinder(cluster, settings, local, end),
            end,
            door -> new Nodes(cluster, edge, door));
    nodes = homes.nodes();
    cluster.join(
        new ThisNode(
            secret,
            settings.scheduler(),
            executor,
            gate,
            end::hasBegun,
            open,
            homes.nodes(),
            address));
    return homes;
  }

  @Override
  public List<CompletionStage<List<Runnable>>> departures(CloseReason reason) {
    Nodes known = nodes;
    return known == null ? List.of() : known.departures(reason);
  }

  /** The rooms of this node end even without a lease, and its clients leave those of others. */
  @Override
  public void closing(CloseReason reason) {
    gate.open();
    Nodes known = nodes;
    if (known != null) {
      known.endOutposts(reason);
    }
  }

  @Override
  public CompletionStage<Void> leave() {
    Nodes known = nodes;
    CompletionStage<Void> ended =
        known == null ? CompletableFuture.completedStage(null) : known.end();
    return ended.whenComplete((none, failure) -> cluster.close());
  }
}
