package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/streams.md shows compiles. */
class StreamsGuideTest {

  @Test
  void everySnippetCompiles(@TempDir Path classes) {
    GuideSnippets snippets = new GuideSnippets(Path.of("..", "docs", "streams.md"));

    assertThatCode(() -> snippets.compileTo(classes)).doesNotThrowAnyException();
  }
}
