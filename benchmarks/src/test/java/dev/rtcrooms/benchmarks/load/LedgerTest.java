package dev.rtcrooms.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Faults faults = new Faults();
  private final Ledger ledger = new Ledger(faults);

  @Test
  void whatComesInOrderIsNoFault() {
    hear(0, 1, 2, 3);
    ledger.close(4);

    assertThat(faults.total()).isZero();
  }

  @Test
  void aMessageThatIsSkippedIsLost() {
    hear(0, 1, 4);
    ledger.close(5);

    assertThat(faults).hasToString(counted(2, 0, 0));
  }

  @Test
  void whatNeverCameAtTheEndIsLost() {
    hear(0, 1);
    assertThat(ledger.missing(5)).isEqualTo(3);
    ledger.close(5);

    assertThat(faults).hasToString(counted(3, 0, 0));
  }

  @Test
  void whoHeardNothingLostAll() {
    ledger.close(2);

    assertThat(faults).hasToString(counted(2, 0, 0));
  }

  @Test
  void aMessageThatComesTwiceIsDoubled() {
    hear(0, 1);

    assertThat(ledger.hear(1)).isFalse();
    assertThat(ledger.hear(0)).isFalse();
    ledger.close(2);
    assertThat(faults).hasToString(counted(0, 2, 0));
  }

  @Test
  void messagesThatChangePlacesAreOutOfOrderAndNotLost() {
    hear(0, 2, 1, 3);
    ledger.close(4);

    assertThat(faults).hasToString(counted(0, 0, 1));
  }

  @Test
  void aLateMessageThatComesTwiceIsBoth() {
    hear(0, 2, 1);

    assertThat(ledger.hear(1)).isFalse();
    assertThat(faults).hasToString(counted(0, 1, 1));
  }

  private void hear(int... numbers) {
    for (int number : numbers) {
      assertThat(ledger.hear(number)).isTrue();
    }
  }

  private static String counted(int lost, int doubled, int swapped) {
    return ("%d lost, %d doubled, %d out of order, 0 of other rooms or unreadable,"
            + " 0 connections lost")
        .formatted(lost, doubled, swapped);
  }
}
