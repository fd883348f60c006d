package dev.rtcrooms.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.transport.Lane;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lane without a fault passes, and the contract finds each fault. */
class LaneContractTest extends LaneContract {

  private static SeededLane.Fault fault = SeededLane.Fault.NONE;

  @Override
  protected Lane lane() {
    return new SeededLane(SeededLane.Fault.NONE);
  }

  @Override
  protected boolean end(Lane lane) {
    return ((SeededLane) lane).end();
  }

  /** Is run by {@link #theContractFinds} only. */
  static final class Seeded extends LaneContract {
    @Override
    protected Lane lane() {
      return new SeededLane(fault);
    }

    @Override
    protected boolean end(Lane lane) {
      return ((SeededLane) lane).end();
    }

    @Override
    protected int patienceSeconds() {
      return 1;
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theContractFinds(SeededLane.Fault seeded) {
    fault = seeded;
    assertThat(SeededRun.failures(Seeded.class, seeded.findings()))
        .containsExactlyInAnyOrderElementsOf(seeded.findings());
  }
}
