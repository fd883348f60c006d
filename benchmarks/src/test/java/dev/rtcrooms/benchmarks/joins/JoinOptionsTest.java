package dev.rtcrooms.benchmarks.joins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.benchmarks.server.JoinedServer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinOptionsTest {

  @Test
  void everythingIsMeasuredUnlessLessIsAskedFor() {
    assertThat(parse("").servers(false)).containsExactly(JoinedServer.values());
    assertThat(parse("").servers(true)).doesNotContain(JoinedServer.NETTY_SOCKETIO);
    assertThat(parse("").tls()).containsExactly(false, true);
    assertThat(parse("--only tls").tls()).containsExactly(true);
    assertThat(parse("--servers rtc-netty,netty").servers(false))
        .containsExactly(JoinedServer.RTC_NETTY, JoinedServer.NETTY);
  }

  @Test
  void thereAreNoMoreConnectionsThanThatCanBeOpen() {
    assertThat(parse("--connections 8000").connections(5000)).isEqualTo(5000);
    assertThat(parse("--connections 4000").connections(5000)).isEqualTo(4000);
  }

  @ParameterizedTest
  @CsvSource({
    "--rounds, lacks its value",
    "--rounds 0, takes a whole number from 1 to 100",
    "--connections 50001, takes a whole number from 10 to 50000",
    "--only both, takes plain or tls",
    "--servers apache, There is no server apache",
    "--earlier /nowhere, takes a readable file",
    "--fast 1, --fast is unknown"
  })
  void whatIsWrongIsSaid(String line, String said) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  private static JoinOptions parse(String line) {
    return JoinOptions.parse(line.isEmpty() ? List.of() : Arrays.asList(line.split(" ")));
  }
}
