package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/sdp.md shows compiles. */
class SdpGuideTest {

  @Test
  void everySnippetCompiles(@TempDir Path classes) {
    GuideSnippets snippets = new GuideSnippets(Path.of("..", "docs", "sdp.md"));

    assertThatCode(() -> snippets.compileTo(classes)).doesNotThrowAnyException();
  }
}
