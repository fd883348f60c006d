package dev.rtcrooms.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

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
    assertThat(failed(seeded.findings())).containsExactlyInAnyOrderElementsOf(seeded.findings());
  }

  private static Set<String> failed(List<String> tests) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    for (String test : tests) {
      request.selectors(
          isOfHistory(test)
              ? selectNestedMethod(List.of(Seeded.class), ClusterContract.Tenures.class, test)
              : selectMethod(Seeded.class, test));
    }
    LauncherFactory.create().execute(request.build(), summary);
    Set<String> failed = new TreeSet<>();
    summary
        .getSummary()
        .getFailures()
        .forEach(
            failure -> failed.add(failure.getTestIdentifier().getDisplayName().replace("()", "")));
    return failed;
  }

  private static boolean isOfHistory(String test) {
    return Stream.of(HistoryContract.class.getDeclaredMethods())
        .anyMatch(method -> method.getName().equals(test));
  }
}
