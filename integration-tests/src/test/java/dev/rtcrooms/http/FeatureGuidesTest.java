package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/**
 * The snippets of the guides for features, for limits, for Redis, for tests and for conformance
 * compile, and the tests that they show pass.
 */
class FeatureGuidesTest {

  @Test
  void theTestsThatAreShownPass(@TempDir Path classes) throws Exception {
    GuideSnippets.of(
            "chat.md",
            "conformance.md",
            "features.md",
            "limits.md",
            "moderation.md",
            "redis.md",
            "testing.md")
        .compileTo(classes);
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                selectClass(GuideSnippets.load(classes, "WavingTest")),
                selectClass(GuideSnippets.load(classes, "WavingInMemoryTest")),
                selectClass(GuideSnippets.load(classes, "WavingAtAServerTest")))
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();

    LauncherFactory.create().execute(request, listener);

    assertThat(listener.getSummary().getFailures()).extracting(Failure::getException).isEmpty();
    assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(9);
  }
}
