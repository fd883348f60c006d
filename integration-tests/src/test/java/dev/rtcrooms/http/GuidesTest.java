package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of guides that no other test compiles, runs or serves compile. */
class GuidesTest {

  @Test
  void everySnippetCompiles(@TempDir Path classes) {
    GuideSnippets snippets =
        GuideSnippets.of(
            "cluster.md",
            "java-client.md",
            "metrics.md",
            "npm.md",
            "recording.md",
            "sdp.md",
            "sfu.md",
            "streams.md",
            "threading.md",
            "whip.md");

    assertThatCode(() -> snippets.compileTo(classes)).doesNotThrowAnyException();
  }
}
