package dev.rtcrooms.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.spi.Scheduler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A scheduler without a fault passes, and the contract finds each fault. */
class SchedulerContractTest extends SchedulerContract {

  private static SeededScheduler.Fault fault = SeededScheduler.Fault.NONE;

  @Override
  protected Scheduler scheduler() {
    return new SeededScheduler(SeededScheduler.Fault.NONE);
  }

  /** Is run by {@link #theContractFinds} only. */
  static final class Seeded extends SchedulerContract {
    @Override
    protected Scheduler scheduler() {
      return new SeededScheduler(fault);
    }

    @Override
    protected int patienceSeconds() {
      return 1;
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theContractFinds(SeededScheduler.Fault seeded) {
    fault = seeded;
    assertThat(SeededRun.failures(Seeded.class, seeded.findings()))
        .containsExactlyInAnyOrderElementsOf(seeded.findings());
  }
}
