package dev.rtcrooms.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {

  @Test
  void oneAddressHasNoMoreConnectionsThanPorts() {
    assertThat(Machine.ports("32768\t60999")).isEqualTo(28_032);
    assertThat(Machine.ports("60000 60100")).isOne();
    assertThat(Machine.connections()).isPositive();
  }
}
