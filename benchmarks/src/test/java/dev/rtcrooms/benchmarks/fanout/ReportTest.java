package dev.rtcrooms.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ReportTest {
  @TempDir Path folder;

  @Test
  void figuresAreMediansAndRatiosAreOfTheSameRound() {
    Medians medians =
        new Medians(
            List.of(
                w1("netty", 1, 10), w1("rtc-netty", 1, 11),
                w1("netty", 2, 20), w1("rtc-netty", 2, 24),
                w1("netty", 3, 12), w1("rtc-netty", 3, 12)));

    assertThat(medians.of("netty", "W1", Figure.CPU)).isEqualTo(12);
    assertThat(medians.ratio("rtc-netty", "netty", "W1", Figure.CPU)).isEqualTo(1.1);
    assertThat(medians.of("netty", "W3", Figure.CPU)).isNaN();
  }

  @Test
  void userTimeIsComparedForEachWorkload() {
    Report report =
        new Report(List.of(own("netty", 10, 2), own("rtc-netty", 12, 3), own("netty", 10, 2)));

    assertThat(report.whole())
        .containsPattern("`rtc-netty` \\| +100 \\| +12.00 \\| +3.00 \\| +1.20 \\| +1.50 \\|");
  }

  private static Measurement own(String server, double cpu, double user) {
    return new Measurement(
        server, "own", 1, Map.of(Figure.CPU, cpu, Figure.USER, user, Figure.DELIVERIES, 100.0));
  }

  @Test
  void anAimThatIsNotMetSaysSo() {
    Report report = new Report(List.of(w1("netty", 1, 10), w1("rtc-netty", 1, 12)));

    assertThat(report.summary())
        .containsPattern("`rtc-netty` +\\| +12.00 \\|")
        .containsPattern(
            "`rtc-netty` relative to `netty`, W1, processor time.*≤ 1.08 \\| +1.20 \\| +\\| +\\*\\*missed");
  }

  @Test
  void anAimSaysHowFarItsRoundsLieApart() {
    List<Measurement> rounds = new ArrayList<>();
    for (int round = 1; round <= 9; round++) {
      rounds.add(w1("netty", round, 100));
      rounds.add(w1("rtc-netty", round, 100 + round));
    }

    assertThat(new Report(rounds).summary())
        .containsPattern("W1, processor time.*≤ 1.08 \\| +1.05 \\| +1.03 to 1.07 \\| +met");
  }

  @Test
  void whatMembersNoticeOfOthersThatDoNotReadIsComparedInTheSameRound() {
    Report report =
        new Report(
            List.of(
                p99("healthy", 1, 100), p99("stalled", 1, 130),
                p99("healthy", 2, 200), p99("stalled", 2, 220),
                p99("healthy", 3, 300), p99("stalled", 3, 450)));

    assertThat(report.summary())
        .containsPattern("`rtc-jetty`, p99 beside members.*≤ 1.20 \\| +1.30 \\| .*missed");
  }

  private static Measurement p99(String workload, int round, double micros) {
    return new Measurement("rtc-jetty", workload, round, Map.of(Figure.P99, micros));
  }

  @Test
  void anEarlierBuildIsComparedInTheSameRound() {
    Report report =
        new Report(
            List.of(
                w1("rtc-netty-earlier", 1, 10), w1("rtc-netty", 1, 10.4),
                w1("rtc-netty-earlier", 2, 20), w1("rtc-netty", 2, 20.8)));

    assertThat(report.summary())
        .containsPattern("`rtc-netty-earlier` +\\| +15.00 \\|")
        .containsPattern(
            "`rtc-netty` relative to `rtc-netty-earlier`, W1.*≤ 1.03 \\| +1.04 \\| +\\| +\\*\\*missed");
  }

  @Test
  void resultsAreReadAsTheyWereWritten() throws IOException {
    Path file = folder.resolve("results.jsonl");
    Results written = Results.empty(file);
    written.add(w1("netty", 1, 10.25));
    written.add(w1("rtc-netty", 2, Double.NaN));

    Results read = Results.read(file);

    assertThat(read.nextRound("rtc-netty", "W1")).isEqualTo(3);
    assertThat(read.nextRound("rtc-netty", "W3")).isEqualTo(1);
    assertThat(read.all().get(0)).isEqualTo(written.all().get(0));
    assertThat(read.all().get(1).figures()).isEmpty();
  }

  @Test
  void thePlotIsXml() throws Exception {
    String svg = new Plot(List.of(w1("netty", 1, 10), w1("rtc-netty", 1, 12))).draw("a < b & c");

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(5);
    assertThat(document.getDocumentElement().getTextContent()).contains("rtc-netty", "a < b & c");
  }

  private static Measurement w1(String server, int round, double cpu) {
    return new Measurement(
        server, "W1", round, Double.isNaN(cpu) ? Map.of() : Map.of(Figure.CPU, cpu));
  }
}
