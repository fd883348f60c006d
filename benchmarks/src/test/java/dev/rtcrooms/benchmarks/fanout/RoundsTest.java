package dev.rtcrooms.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rtcrooms.benchmarks.process.Processors;
import dev.rtcrooms.benchmarks.server.Contender;
import dev.rtcrooms.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each form of the benchmark for a moment, with servers in processes of their own. */
class RoundsTest {
  private static final List<String> MOMENT = List.of("--warm", "0.1", "--seconds", "0.1");

  @TempDir Path folder;

  @Test
  void membersThatDoNotReadAreMeasuredBesideOthers() throws IOException {
    List<Measurement> all =
        measure(
            List.of(
                "--servers",
                "rtc-netty",
                "--workloads",
                "healthy,stalled",
                "--connections",
                "60",
                "--payload",
                "8000"));

    assertThat(all).extracting(Measurement::workload).containsExactly("healthy", "stalled");
    assertThat(new Report(all).summary()).contains("`rtc-netty`, p99.9 beside members");
  }

  /** Nothing may look as if they had been there. */
  @Test
  void ifTheServerDisconnectsMembersThatDoNotReadNothingIsMeasured() throws IOException {
    Results results = Results.empty(folder.resolve("results.jsonl"));

    List<String> failures =
        run(
            List.of(
                "--servers",
                "rtc-netty",
                "--workloads",
                "stalled",
                "--connections",
                "30",
                "--payload",
                "60000",
                "--seconds",
                "1",
                "--warm",
                "0"),
            results);

    assertThat(failures).singleElement().asString().contains("10 members that do not read");
    assertThat(results.all()).isEmpty();
  }

  @Test
  void theGridHasAFigureForEachPoint() throws IOException {
    List<Measurement> all = measure(List.of("--grid", "--connections", "10", "--servers", "nio"));

    assertThat(all).extracting(Measurement::workload).containsExactly("1 x 2", "1 x 10");
    assertThat(new GridReport(all).values().lines()).hasSize(3);
  }

  @Test
  void collectionsAreCounted() throws IOException {
    try (ServerProcess server = start(Contender.NIO)) {
      long before = server.collections();
      assertThat(server.usageWithoutGarbage().cpuNanos()).isPositive();

      assertThat(server.collections()).isEqualTo(before + 3);
    }
  }

  @Test
  void aServerThatIsNotInJavaIsAProcessLikeTheOthers() throws IOException {
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(Contender.WS.missing()).isEmpty();
    }
    try (ServerProcess server = start(Contender.WS)) {
      assertThat(server.port()).isPositive();
      assertThat(server.usageWithoutGarbage().cpuNanos()).isPositive();
      assertThat(server.collections()).isZero();
    }
  }

  private static ServerProcess start(Contender contender) throws IOException {
    List<String> flags = Options.parse(List.of()).flags();
    return Build.current(contender).start(OptionalInt.empty(), flags);
  }

  private List<Measurement> measure(List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(MOMENT);
    Results results = Results.empty(folder.resolve("results.jsonl"));
    assertThat(run(all, results)).isEmpty();
    return results.all();
  }

  private static List<String> run(List<String> arguments, Results results) throws IOException {
    Processors none = new Processors(OptionalInt.empty(), OptionalInt.empty());
    return new Rounds(Options.parse(arguments), none, results).run();
  }
}
