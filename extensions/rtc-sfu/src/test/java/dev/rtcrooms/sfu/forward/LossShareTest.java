package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossShareTest {

  private final LossShare share = new LossShare();

  private void packets(int lossEvery, int count) {
    for (int i = 1; i <= count; i++) {
      share.packet(i % lossEvery == 0);
    }
  }

  @Test
  void copiesAreUsefulFromTwoPercentUntilHardlyAnyAreLost() {
    packets(200, 2_000);
    assertThat(share.warrantsCopies()).as("one of 200").isFalse();
    packets(20, 100);
    assertThat(share.warrantsCopies()).as("one of 20").isTrue();
    packets(90, 1_000);
    assertThat(share.warrantsCopies()).as("one of 90, after more").isTrue();
    packets(1_000, 200);
    assertThat(share.warrantsCopies()).as("none").isFalse();
  }

  @Test
  void copiesAreNotUsefulInACongestion() {
    packets(4, 100);
    assertThat(share.warrantsCopies()).isFalse();
    packets(20, 200);
    assertThat(share.warrantsCopies()).isTrue();
  }
}
