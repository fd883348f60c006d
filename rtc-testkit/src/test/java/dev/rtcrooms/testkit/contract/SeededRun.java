package dev.rtcrooms.testkit.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs tests of a contract with a fault. For one thread. */
final class SeededRun {

  private SeededRun() {}

  /** The names of the tests of a contract that fail. */
  static Set<String> failures(Class<?> contract, List<String> tests) {
    return failures(tests.stream().map(test -> selectMethod(contract, test)).toList());
  }

  /** The names of the tests that fail. */
  static Set<String> failures(List<? extends DiscoverySelector> tests) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(LauncherDiscoveryRequestBuilder.request().selectors(tests).build(), summary);
    Set<String> failed = new TreeSet<>();
    summary
        .getSummary()
        .getFailures()
        .forEach(
            failure -> failed.add(failure.getTestIdentifier().getDisplayName().replace("()", "")));
    return failed;
  }
}
