package dev.rtcrooms.micrometer;

import dev.rtcrooms.RoomStats;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.Stats;
import dev.rtcrooms.spi.cluster.NodeStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of what the rooms hold at present, from {@link Rooms#stats()}, which is read at most once
 * in a second, and of the nodes of a cluster, from {@link Rooms#nodes()}. No meter contains the id
 * of a room, or the name or address of a node. Immutable; any thread.
 *
 * <p>{@link MetricsListener} counts what happens in the rooms.
 */
public final class RoomsMetrics implements MeterBinder {

  private final Rooms rooms;

  /**
   * Meters of these rooms.
   *
   * @param rooms kept as long as the registry has the meters
   */
  public RoomsMetrics(Rooms rooms) {
    this.rooms = rooms;
  }

  /**
   * Registers the gauges, whose names begin with {@code rtc.rooms.}.
   *
   * @param registry has these meters from now on
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    Snapshot<Stats> stats = new Snapshot<>(rooms::stats, registry.config().clock());
    gauge(registry, stats, "open", null, "Open rooms", figures -> figures.rooms().size());
    gauge(registry, stats, "clients", null, "Connected clients", Stats::clients);
    gauge(
        registry,
        stats,
        "clients.elsewhere",
        null,
        "Clients of this node in rooms of other nodes",
        Stats::clientsElsewhere);
    gauge(registry, stats, "people", null, "Users in the rooms", Stats::people);
    gauge(
        registry,
        stats,
        "waiting",
        BaseUnits.BYTES,
        "Bytes that wait to be sent",
        Stats::waitingBytes);
    gauge(
        registry,
        stats,
        "unread",
        BaseUnits.BYTES,
        "Bytes of commands that wait to be handled",
        Stats::unreadBytes);
    gauge(
        registry,
        stats,
        "history",
        BaseUnits.BYTES,
        "Memory that the histories take",
        Stats::historyBytes);
    gauge(
        registry,
        stats,
        "history.events",
        null,
        "Events in the histories",
        figures -> figures.rooms().stream().mapToLong(RoomStats::historyEvents).sum());
    lag(registry, stats, "mailbox.lag", "Age of the oldest waiting task", RoomStats::mailboxLag);
    lag(registry, stats, "lane.lag", "Age of the oldest waiting delivery", RoomStats::laneLag);
    count(
        registry,
        stats,
        "listener.dropped",
        "Calls of the listeners that were dropped",
        Stats::droppedEvents);
    count(registry, stats, "history.stored", "Events that were stored", Stats::storedEvents);
    count(registry, stats, "history.failures", "Appends that failed", Stats::failedAppends);
    counts(registry, stats, "events", "type", "Events that rooms have sent", Stats::events);
    counts(
        registry,
        stats,
        "commands.refused",
        "code",
        "Messages that were refused before a command was handled",
        Stats::refusals);
    LatestNodes nodes = new LatestNodes(rooms, registry.config().clock());
    nodes(registry, nodes, "serving", node -> !node.draining());
    nodes(registry, nodes, "draining", NodeStatus::draining);
  }

  private static void nodes(
      MeterRegistry registry, LatestNodes nodes, String state, Predicate<NodeStatus> counted) {
    Gauge.builder("rtc.rooms.nodes", nodes, latest -> latest.count(counted))
        .strongReference(true)
        .tag("state", state)
        .description("Living nodes of the cluster")
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry,
      Snapshot<Stats> stats,
      String name,
      @Nullable String unit,
      String description,
      ToDoubleFunction<Stats> figure) {
    Gauge.builder("rtc.rooms." + name, stats, figures -> figure.applyAsDouble(figures.get()))
        .strongReference(true)
        .baseUnit(unit)
        .description(description)
        .register(registry);
  }

  private static void count(
      MeterRegistry registry,
      Snapshot<Stats> stats,
      String name,
      String description,
      ToDoubleFunction<Stats> figure) {
    FunctionCounter.builder(
            "rtc.rooms." + name, stats, figures -> figure.applyAsDouble(figures.get()))
        .description(description)
        .register(registry);
  }

  /** A counter for each key, which all are there from the beginning. */
  private void counts(
      MeterRegistry registry,
      Snapshot<Stats> stats,
      String name,
      String tag,
      String description,
      Function<Stats, Map<String, Long>> figures) {
    for (String key : figures.apply(rooms.stats()).keySet()) {
      FunctionCounter.builder(
              "rtc.rooms." + name, stats, latest -> figures.apply(latest.get()).get(key))
          .tag(tag, key)
          .description(description)
          .register(registry);
    }
  }

  private static void lag(
      MeterRegistry registry,
      Snapshot<Stats> stats,
      String name,
      String description,
      Function<RoomStats, Duration> figure) {
    TimeGauge.builder(
            "rtc.rooms." + name,
            stats,
            TimeUnit.NANOSECONDS,
            figures ->
                figures.get().rooms().stream()
                    .map(figure)
                    .mapToLong(Duration::toNanos)
                    .max()
                    .orElse(0))
        .strongReference(true)
        .description(description + ", of the slowest room")
        .register(registry);
  }
}
