package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of docs/streams.md compile. */
class StreamsGuideTest {

  @Test
  void everySnippetCompiles(@TempDir Path classes) {
    GuideSnippets snippets = GuideSnippets.of("streams.md");

    assertThatCode(() -> snippets.compileTo(classes)).doesNotThrowAnyException();
  }
}
