package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/**
 * The snippets of the guides for features, for limits, for Redis, for tests and for conformance
 * compile, the tests that they show pass, and the one that is to fail fails as shown.
 */
class FeatureGuidesTest {
  @TempDir private static Path classes;

  @BeforeAll
  static void everySnippetCompiles() throws Exception {
    GuideSnippets.of(
            "chat.md",
            "conformance.md",
            "features.md",
            "limits.md",
            "moderation.md",
            "redis.md",
            "testing.md")
        .compileTo(classes);
  }

  private static TestExecutionSummary run(String... tests) throws Exception {
    List<ClassSelector> selected = new ArrayList<>();
    for (String test : tests) {
      selected.add(selectClass(GuideSnippets.load(classes, test)));
    }
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selected).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }

  @Test
  void theTestsThatAreShownPass() throws Exception {
    TestExecutionSummary summary =
        run("WavingTest", "WavingInMemoryTest", "WavingAtAServerTest", "WavingAcrossNodesTest");

    assertThat(summary.getFailures()).extracting(Failure::getException).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(12);
  }

  @Test
  void theFailureThatIsShownIsThatOfItsTest() throws Exception {
    String guide = Files.readString(Path.of("..", "docs", "testing.md"));
    int begin = guide.indexOf("```\n", guide.indexOf("Its stack trace,")) + 4;
    String shown = guide.substring(begin, guide.indexOf("```", begin));
    String expected =
        Stream.of(shown.split("…\n|…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));

    List<Failure> failures = run("GreetingTest").getFailures();

    assertThat(failures).hasSize(1);
    StringWriter trace = new StringWriter();
    failures.get(0).getException().printStackTrace(new PrintWriter(trace, true));
    assertThat(trace.toString()).matches(Pattern.compile("(?s)" + expected + ".*"));
  }
}
