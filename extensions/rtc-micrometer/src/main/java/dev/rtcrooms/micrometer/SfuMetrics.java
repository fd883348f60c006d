package dev.rtcrooms.micrometer;

import dev.rtcrooms.sfu.Sfu;
import dev.rtcrooms.sfu.SfuStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Meters of an SFU from {@link Sfu#stats()}, which is read at most once in a second. No meter
 * contains the id of a room or an address. Immutable; any thread.
 */
public final class SfuMetrics implements MeterBinder {

  private static final String PREFIX = "rtc.sfu.";
  private static final String HANDSHAKES = "handshakes";
  private static final String HANDSHAKE_MILLIS = "handshake-millis";

  private final Supplier<SfuStats> figures;

  /**
   * Meters of this SFU.
   *
   * @param sfu kept as long as the registry has the meters
   */
  @SuppressWarnings("exports") // an application with an Sfu requires its module
  public SfuMetrics(Sfu sfu) {
    this(sfu::stats);
  }

  SfuMetrics(Supplier<SfuStats> figures) {
    this.figures = figures;
  }

  /**
   * Registers the meters, whose names begin with {@code rtc.sfu.}: a gauge for the present load, a
   * counter for each of {@link SfuStats#counts}, whose name has dots in place of hyphens, and one
   * for the drops of each reason.
   *
   * @param registry has these meters from now on
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    Snapshot<SfuStats> stats = new Snapshot<>(figures, registry.config().clock());
    gauge(registry, stats, "rooms", SfuStats::rooms);
    gauge(registry, stats, "publishers", SfuStats::publishers);
    gauge(registry, stats, "receivers", SfuStats::receivers);
    gauge(registry, stats, "loops.overloaded", SfuStats::overloadedLoops);
    Gauge.builder(PREFIX + "buffered", stats, latest -> latest.get().bufferedBytes())
        .strongReference(true)
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
    TimeGauge.builder(
            PREFIX + "lag", stats, TimeUnit.MILLISECONDS, latest -> latest.get().lagMillis())
        .strongReference(true)
        .register(registry);
    FunctionTimer.builder(
            PREFIX + HANDSHAKES,
            stats,
            latest -> latest.get().counts().get(HANDSHAKES),
            latest -> latest.get().counts().get(HANDSHAKE_MILLIS),
            TimeUnit.MILLISECONDS)
        .register(registry);
    for (String count : stats.get().counts().keySet()) {
      if (!count.equals(HANDSHAKES) && !count.equals(HANDSHAKE_MILLIS)) {
        FunctionCounter.builder(
                PREFIX + count.replace('-', '.'), stats, latest -> latest.get().counts().get(count))
            .register(registry);
      }
    }
    for (String reason : stats.get().drops().keySet()) {
      FunctionCounter.builder(PREFIX + "drops", stats, latest -> latest.get().drops().get(reason))
          .tag("reason", reason)
          .register(registry);
    }
  }

  private static void gauge(
      MeterRegistry registry,
      Snapshot<SfuStats> stats,
      String name,
      ToDoubleFunction<SfuStats> figure) {
    Gauge.builder(PREFIX + name, stats, latest -> figure.applyAsDouble(latest.get()))
        .strongReference(true)
        .register(registry);
  }
}
