package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LossShareTest {

  private static final int BEGINNING = 2_000;
  private static final int PACKETS = 20_000;

  private final LossShare share = new LossShare();
  private final Random random = new Random(1);

  /** Loses packets with this probability, and returns for which share of them it wants copies. */
  private double copies(double probability, int packets) {
    int wanted = 0;
    for (int i = 0; i < packets; i++) {
      share.packet(random.nextDouble() < probability);
      wanted += share.warrantsCopies() ? 1 : 0;
    }
    return (double) wanted / packets;
  }

  @Test
  void aFewLossesWarrantNoCopies() {
    assertThat(copies(0.003, PACKETS)).isZero();
  }

  @Test
  void twoLossesSoonAfterOneAnotherWarrantNoCopies() {
    share.packet(true);
    copies(0, 20);
    share.packet(true);
    assertThat(share.warrantsCopies()).isFalse();
  }

  @Test
  void fromThreeToSixPercentWarrantCopies() {
    copies(0.03, BEGINNING);
    assertThat(copies(0.03, PACKETS)).isGreaterThan(0.99);
    assertThat(copies(0.06, PACKETS)).isGreaterThan(0.99);
  }

  @Test
  void copiesEndWhenHardlyAnythingIsLost() {
    copies(0.05, BEGINNING);
    assertThat(copies(0.001, BEGINNING)).isPositive();
    assertThat(copies(0.001, PACKETS)).isZero();
  }

  @Test
  void aCongestionWarrantsNone() {
    copies(0.15, BEGINNING);
    assertThat(copies(0.15, PACKETS)).isLessThan(0.01);
    copies(0.05, BEGINNING);
    assertThat(copies(0.05, PACKETS)).isGreaterThan(0.99);
  }
}
