package dev.rtcrooms.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Rooms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of transports finds each fault. */
class SeededFaultsTest {

  private static SeededFault fault = SeededFault.NONE;

  /** Is run by {@link #theContractFinds} only. */
  static final class Seeded extends WebSocketContract {
    @Override
    protected WebSocketServer startServer(Rooms rooms) {
      return new SeededTransport(rooms, fault);
    }

    /** What fails must not take long, and what is slow fails too. */
    @Override
    protected int patienceSeconds() {
      return 1;
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theContractFinds(SeededFault seeded) {
    fault = seeded;
    assertThat(SeededRun.failures(Seeded.class, seeded.findings()))
        .containsExactlyInAnyOrderElementsOf(seeded.findings());
  }
}
