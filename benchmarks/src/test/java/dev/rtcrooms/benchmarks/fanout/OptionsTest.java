package dev.rtcrooms.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.benchmarks.load.RoomGroup;
import dev.rtcrooms.benchmarks.server.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  @Test
  void theFullFormHasNineRoundsAndThreeOfLargeWorkloads() {
    assertThat(Options.parse(List.of()).rounds()).isEqualTo(1);
    assertThat(Options.parse(List.of()).largeRounds()).isEqualTo(1);
    assertThat(Options.parse(List.of("--full")).rounds()).isEqualTo(9);
    assertThat(Options.parse(List.of("--full")).largeRounds()).isEqualTo(3);
    assertThat(Options.parse(List.of("--full", "--rounds", "5")).rounds()).isEqualTo(5);
  }

  @Test
  void aWorkloadOfOnesOwnReplacesTheOthers() {
    Options options =
        Options.parse(List.of("--rooms", "3", "--size", "7", "--rate", "2.5", "--payload", "8192"));

    assertThat(options.payload()).isEqualTo(8192);
    assertThat(options.workloads()).hasSize(1);
    assertThat(options.workloads().get(0).groups()).containsExactly(RoomGroup.open("", 3, 7, 2.5));
  }

  @Test
  void allServersInJavaHaveTheCollectorThatIsNamed() {
    assertThat(Options.parse(List.of()).flags()).contains("-XX:+UseSerialGC");
    assertThat(Options.parse(List.of("--collector", "G1")).flags()).contains("-XX:+UseG1GC");
    assertThatThrownBy(() -> Options.parse(List.of("--collector", "none")))
        .hasMessageContaining("none");
  }

  @Test
  void theGridHasNoMoreConnectionsThanAllowed() {
    Options options = Options.parse(List.of("--grid", "--connections", "300"));

    assertThat(options.servers()).containsExactly(Contender.RTC_NETTY, Contender.NETTY);
    assertThat(options.workloads())
        .extracting(Workload::label)
        .containsExactly("1 x 2", "10 x 2", "100 x 2", "1 x 10", "10 x 10", "1 x 100");
  }

  @Test
  void aWorkloadThatNeedsTimeToBeReadyIsWarmedForLonger() {
    Options options = Options.parse(List.of("--workloads", "pairs"));

    assertThat(options.warm(Workload.PAIRS, false, false)).isEqualTo(22);
    assertThat(options.warm(Workload.W1, false, false)).isEqualTo(2);
    assertThat(Options.parse(List.of("--warm", "1")).warm(Workload.PAIRS, true, true)).isOne();
  }

  @Test
  void serversAreNamed() {
    assertThat(Options.parse(List.of("--servers", "netty,rtc-jetty")).servers())
        .containsExactly(Contender.NETTY, Contender.RTC_JETTY);
    assertThatThrownBy(() -> Options.parse(List.of("--servers", "apache")))
        .hasMessageContaining("apache")
        .hasMessageContaining("netty-socketio");
  }

  @Test
  void anEarlierBuildOfOursRunsBesideTheCurrentOne(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("classpath"), "a.jar:b.jar\n");

    List<Build> builds =
        Options.parse(List.of("--servers", "rtc-netty,netty", "--earlier", file.toString()))
            .builds();

    assertThat(builds)
        .extracting(Build::label)
        .containsExactly("rtc-netty-earlier", "rtc-netty", "netty");
    assertThat(builds.get(0).earlierClassPath()).contains("a.jar:b.jar");
    assertThat(builds.get(1).earlierClassPath()).isEmpty();
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> Options.parse(List.of("--earlier", "no-such-file")))
        .hasMessageContaining("no-such-file");
    assertThatThrownBy(() -> Options.parse(List.of("--payload", "11")))
        .hasMessageContaining("--payload");
    assertThatThrownBy(() -> Options.parse(List.of("--payload", "many")))
        .hasMessageContaining("--payload");
    assertThatThrownBy(() -> Options.parse(List.of("--payload"))).hasMessageContaining("--payload");
    assertThatThrownBy(() -> Options.parse(List.of("--fast", "1"))).hasMessageContaining("--fast");
    assertThatThrownBy(() -> Options.parse(List.of("--workloads", "W4")))
        .hasMessageContainingAll("W4", "W1, W2, W2p, W3", "stalled");
  }

  @ParameterizedTest
  @CsvSource({
    "--grid --workloads W1, --grid and --workloads exclude each other",
    "--grid --rate 2, --grid and --rate exclude each other",
    "--grid --size 2, --grid and --size exclude each other",
    "--workloads W1 --rate 2, --workloads and --rate exclude each other",
    "--rate 2 --outstanding 2, --rate and --outstanding exclude each other",
    "--rooms 3 --size 7, --rooms and --size need --rate or --outstanding",
    "--connections 9, --connections takes",
    "--workloads stalled, stalled needs a --payload of at least 2000 bytes",
    "--workloads healthy --servers rtc-netty, at least 134 bytes"
  })
  void whatCannotBeMeasuredTogetherIsRefused(String line, String said) {
    assertThatThrownBy(() -> Options.parse(Arrays.asList(line.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  @Test
  void theGridIsMeasuredForLonger() {
    Workload point = new GridPoint(1, 2).workload();

    assertThat(Options.parse(List.of("--grid")).seconds(point)).isEqualTo(10);
    assertThat(Options.parse(List.of("--grid", "--seconds", "1")).seconds(point)).isOne();
    assertThat(Options.parse(List.of()).seconds(Workload.W1)).isEqualTo(3);
  }
}
