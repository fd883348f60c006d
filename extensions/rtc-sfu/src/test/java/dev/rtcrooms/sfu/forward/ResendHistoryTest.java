package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ResendHistoryTest {

  private static final int RTT = 80;
  private static final int BYTES = 1000;

  private final ResendHistory history = new ResendHistory();

  private boolean resend(int number, int milli) {
    return history.resend(number, BYTES, RTT, TimeUnit.MILLISECONDS.toNanos(milli));
  }

  @Test
  void findsWhatWasSentUntilItIsCleared() {
    history.sent(0x1FFFF, 7, BYTES);
    history.sent(0x20000, 9, BYTES);
    assertThat(history.find(0xFFFF)).isEqualTo(7);
    assertThat(history.find(0)).isEqualTo(9);
    assertThat(history.find(1)).isEqualTo(ResendHistory.NONE);
    history.clear();
    assertThat(history.find(0)).isEqualTo(ResendHistory.NONE);
  }

  @Test
  void aPacketIsSentThreeTimesAndNotWhileTheRepairBeforeIsOnItsWay() {
    history.sent(100, 1, BYTES);
    assertThat(resend(100, 0)).isTrue();
    assertThat(resend(100, 59)).isFalse();
    assertThat(resend(100, 60)).isTrue();
    assertThat(resend(100, 119)).isFalse();
    assertThat(resend(100, 120)).isTrue();
    assertThat(resend(100, 1000)).isFalse();
    history.sent(1124, 2, BYTES);
    assertThat(resend(1124, 1000)).as("another in its place").isTrue();
  }

  @Test
  void aLongRoundTripIsNotAwaited() {
    history.sent(100, 1, BYTES);
    assertThat(history.resend(100, BYTES, 1000, 0)).isTrue();
    assertThat(history.resend(100, BYTES, 1000, TimeUnit.MILLISECONDS.toNanos(99))).isFalse();
    assertThat(history.resend(100, BYTES, 1000, TimeUnit.MILLISECONDS.toNanos(100))).isTrue();
  }

  @Test
  void aQuarterOfWhatWasSentIsSentAgainAtMost() {
    for (int out = 100; out < 400; out++) {
      history.sent(out, out, BYTES);
    }
    int resent = 0;
    for (int number = 100; resend(number, 0); number++) {
      resent++;
    }
    assertThat(resent).as("what was saved").isEqualTo(64);
    for (int out = 1000; out < 1004; out++) {
      history.sent(out, out, BYTES);
    }
    assertThat(resend(1003, 1)).isTrue();
    assertThat(resend(1002, 1)).isFalse();
    assertThat(history.rate(1)).isPositive();
  }
}
