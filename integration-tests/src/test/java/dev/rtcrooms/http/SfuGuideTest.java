package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of docs/sfu.md and docs/whip.md compile. */
class SfuGuideTest {

  @Test
  void everySnippetCompiles(@TempDir Path classes) {
    GuideSnippets snippets = GuideSnippets.of("sfu.md", "whip.md");

    assertThatCode(() -> snippets.compileTo(classes)).doesNotThrowAnyException();
  }
}
