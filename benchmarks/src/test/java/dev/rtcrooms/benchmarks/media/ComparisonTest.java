package dev.rtcrooms.benchmarks.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private final Comparison comparison = new Comparison();

  private static Load load(double micros, double generator) {
    return new Load(200, 1, micros, 0.5, generator, 0, 0.2, 1, 0.1, 0.5, 0.3, 1.1, 50, 90, 0);
  }

  private static Rise rise(int streams) {
    Load enough = new Load(streams, 1, 5, 0.9, 0.5, 0, 0.2, 1, 0.1, 0.5, 0.3, 1.1, 50, 90, 0);
    Load tooMuch = new Load(streams + 50, 0.9, 5, 1, 0.5, 0, 0.2, 1, 0.1, 0.5, 0.3, 1.1, 50, 90, 0);
    return new Rise(List.of(enough, tooMuch));
  }

  private void round(int round, double ours, double pions) {
    comparison.add(MediaPeer.OURS, round, load(ours, 0.5));
    comparison.add(MediaPeer.PION, round, load(pions, 0.5));
  }

  @Test
  void figuresAreMediansAndRatiosAreOfTheSameRound() {
    round(1, 5, 10);
    round(2, 12, 20);
    round(3, 6, 8);

    assertThat(comparison.table())
        .containsPattern(
            "packet, µs +\\| +6.00 \\| +10.00 \\| +0.60 \\| +0.50 \\| +0.75 \\| ≤ 0.60 × pion \\| +met");
    assertThat(comparison.cautions()).isEmpty();
  }

  @Test
  void whatIsNotReachedSaysSo() {
    round(1, 7, 10);
    comparison.add(MediaPeer.OURS, 1, rise(450));
    comparison.add(MediaPeer.PION, 1, rise(300));

    assertThat(comparison.table())
        .containsPattern("packet, µs .* 0.70 .*\\*\\*missed\\*\\*")
        .containsPattern("p99, ms +\\| +1.00 .*≤ 3 \\| +met")
        .containsPattern(
            "streams on one processor +\\| +450 \\| +300 \\| +1.50 .*≥ 500 \\| +\\*\\*missed");
  }

  @Test
  void oneServerAloneHasNoRatio() {
    comparison.add(MediaPeer.OURS, 1, load(7, 0.5));

    assertThat(comparison.table())
        .containsPattern(
            "packet, µs +\\| +7.00 \\| +- \\| +- \\| +- \\| +- \\| ≤ 0.60 × pion \\| +\\|")
        .doesNotContain("streams on one processor");
  }

  @Test
  void aGeneratorThatIsTooSlowIsTold() {
    comparison.add(MediaPeer.OURS, 1, load(5, 0.99));
    comparison.add(MediaPeer.PION, 1, load(9, 0.5));
    comparison.add(MediaPeer.PION, 1, new Rise(List.of(load(9, 0.5))));

    assertThat(comparison.cautions())
        .hasSize(2)
        .anyMatch(line -> line.contains("too slow for `rtc-sfu`:"))
        .anyMatch(line -> line.contains("lower bound for `pion`:"));
  }
}
