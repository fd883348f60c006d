package dev.rtcrooms.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.DiscoverySelector;

/** The contract of engines finds each fault. */
class SeededEnginesTest {

  private static EngineFault fault = EngineFault.NONE;

  /** Is run by {@link #theContractFinds} only. */
  static final class Seeded extends ClusterContract {
    @Override
    protected TestEngines engines() {
      return new SeededEngines(fault, Duration.ZERO);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theContractFinds(EngineFault seeded) {
    fault = seeded;
    assertThat(
            SeededRun.failures(
                seeded.findings().stream().map(SeededEnginesTest::selector).toList()))
        .containsExactlyInAnyOrderElementsOf(seeded.findings());
  }

  private static DiscoverySelector selector(String test) {
    return isOfHistory(test)
        ? selectNestedMethod(List.of(Seeded.class), ClusterContract.Tenures.class, test)
        : selectMethod(Seeded.class, test);
  }

  private static boolean isOfHistory(String test) {
    return Stream.of(HistoryContract.class.getDeclaredMethods())
        .anyMatch(method -> method.getName().equals(test));
  }
}
