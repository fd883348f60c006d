package dev.rtcrooms.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorsTest {

  @Test
  void aListOfProcessorsHasRanges() {
    assertThat(Processors.parse("0-2,5,8-9")).containsExactly(0, 1, 2, 5, 8, 9);
    assertThat(Processors.parse("3")).containsExactly(3);
  }

  @Test
  void aProcessHasUsedTime() {
    Usage usage = Usage.of(ProcessHandle.current());

    assertThat(usage.cpuNanos()).isPositive();
    assertThat(usage.since(usage).cpuNanos()).isZero();
  }
}
