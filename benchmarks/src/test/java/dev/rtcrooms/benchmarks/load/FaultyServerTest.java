package dev.rtcrooms.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generator notices, over a socket, what a server does wrong. */
class FaultyServerTest {

  @ParameterizedTest
  @CsvSource({
    "LOSE, '1 lost, 0 doubled, 0 out of order'",
    "DOUBLE, '0 lost, 1 doubled, 0 out of order'",
    "SWAP, '0 lost, 0 doubled, 1 out of order'"
  })
  void aMessageThatGoesWrongIsNoticed(FaultyServer.Fault fault, String counted) throws Exception {
    try (FaultyServer server = FaultyServer.start(fault)) {
      Plan plan =
          new Plan(
              member -> server.port(),
              Dialect.RAW,
              30,
              List.of(RoomGroup.closed("", 1, 1, 8)),
              Duration.ZERO,
              Duration.ofMillis(50));
      try (Generator generator = new Generator(plan)) {
        generator.connect();

        assertThat(generator.measure(() -> {}, () -> {}).faults().toString()).startsWith(counted);
      }
    }
  }
}
