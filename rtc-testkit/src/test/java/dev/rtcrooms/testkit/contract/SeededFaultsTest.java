package dev.rtcrooms.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.rtcrooms.Rooms;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The contract of transports finds each fault. */
class SeededFaultsTest {

  private static SeededFault fault = SeededFault.NONE;

  /** Is run by {@link #theContractFinds} only. */
  static final class Seeded extends WebSocketContract {
    @Override
    protected WebSocketServer startServer(Rooms rooms) {
      return new SeededTransport(rooms, fault);
    }

    /** What fails must not take long, and what is slow fails too. */
    @Override
    protected int patienceSeconds() {
      return 1;
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theContractFinds(SeededFault seeded) {
    fault = seeded;
    assertThat(failed(seeded.findings())).containsExactlyInAnyOrderElementsOf(seeded.findings());
  }

  private static Set<String> failed(List<String> tests) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    tests.forEach(test -> request.selectors(selectMethod(Seeded.class, test)));
    LauncherFactory.create().execute(request.build(), summary);
    Set<String> failed = new TreeSet<>();
    summary
        .getSummary()
        .getFailures()
        .forEach(
            failure -> failed.add(failure.getTestIdentifier().getDisplayName().replace("()", "")));
    return failed;
  }
}
