package dev.rtcrooms.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class NeededTest {

  @Test
  void whatIsThereIsUsed() {
    assertThat(new Needed(true).get(Optional.of("this"), "a thing")).isEqualTo("this");
    assertThat(new Needed(false).get(Optional.of("this"), "a thing")).isEqualTo("this");
  }

  @Test
  void withoutItTestsAreSkippedAndTheLogSaysSoOnce() {
    List<String> lines = new ArrayList<>();
    Handler handler = new Listening(lines);
    Logger log = Logger.getLogger(Needed.class.getName());
    log.addHandler(handler);
    log.setUseParentHandlers(false);
    try {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> new Needed(false).get(Optional.empty(), "a unicorn"))
            .isInstanceOf(TestAbortedException.class)
            .hasMessage("Missing: a unicorn");
      }
    } finally {
      log.removeHandler(handler);
      log.setUseParentHandlers(true);
    }
    assertThat(lines).containsExactly("Missing, so tests are skipped: a unicorn");
  }

  @Test
  void whereEverythingIsRequiredTestsFail() {
    assertThatThrownBy(() -> new Needed(true).get(Optional.empty(), "a unicorn"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a unicorn");
  }

  @Test
  void aProgramOfThePathIsFoundByTheFirstOfItsNames() {
    assertThat(Program.find("no-such-program", "sh", "ls"))
        .get()
        .satisfies(path -> assertThat(path).hasFileName("sh").isExecutable());
    assertThat(Program.find("no-such-program")).isEmpty();
  }

  @Test
  void anOlderNodeJsIsMissing() {
    assertThat(Stream.of("v20.19.0", "v20.20.2", "v22.1.0", "v100.0.0-nightly2026"))
        .allMatch(said -> NodeJs.isSince("20.19", said));
    assertThat(Stream.of("v20.18.3", "v20.9.0", "v18.20.8", "v8.17.0", ""))
        .noneMatch(said -> NodeJs.isSince("20.19", said));
  }

  private static final class Listening extends Handler {
    private final List<String> lines;

    Listening(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(new java.util.logging.SimpleFormatter().formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
