package dev.rtcrooms.micrometer;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.spi.cluster.NodeStatus;
import io.micrometer.core.instrument.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The nodes as the cluster described them last; any thread. A read asks the cluster, at most once
 * in a second, and does not wait for the answer: a later read finds it.
 */
final class LatestNodes {

  private final Snapshot<CompletionStage<List<NodeStatus>>> asked;

  /** Null before the first answer, and while the cluster does not answer. */
  private volatile @Nullable List<NodeStatus> latest;

  LatestNodes(Rooms rooms, Clock clock) {
    asked =
        new Snapshot<>(() -> rooms.nodes().whenComplete((nodes, failure) -> latest = nodes), clock);
  }

  /** How many nodes are of a kind; NaN while that is unknown. */
  double count(Predicate<NodeStatus> kind) {
    asked.get();
    List<NodeStatus> known = latest;
    return known == null ? Double.NaN : known.stream().filter(kind).count();
  }
}
