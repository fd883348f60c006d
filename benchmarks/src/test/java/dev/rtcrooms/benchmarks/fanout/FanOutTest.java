package dev.rtcrooms.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.benchmarks.process.Processors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FanOutTest {
  private static final Processors NONE = new Processors(OptionalInt.empty(), OptionalInt.empty());

  @TempDir Path folder;

  @Test
  void aReportOfNoResultsIsRefused() {
    Options grid = Options.parse(List.of("--grid", "--report"));

    assertThatThrownBy(() -> FanOut.measure(folder, NONE, grid))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("grid.jsonl");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aReportOfResultsIsWritten() throws Exception {
    Results.empty(folder.resolve("grid.jsonl"))
        .add(new Measurement("nio", "1 x 2", 1, Map.of(Figure.CPU, 10.0)));

    assertThat(FanOut.measure(folder, NONE, Options.parse(List.of("--grid", "--report")))).isZero();

    assertThat(folder.resolve("grid.csv")).content().contains("1,2,nio,10.0");
    assertThat(folder.resolve("grid.svg")).content().contains("nio");
  }
}
