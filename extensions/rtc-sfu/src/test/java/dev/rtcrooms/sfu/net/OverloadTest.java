package dev.rtcrooms.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a loop has too much to do, and how much media it sends. */
class OverloadTest {

  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(20);

  private long now = 1_000_000_000_000L;
  private final Overload overload = new Overload(now);

  private void pass(boolean late, long millis) {
    for (long end = now + TimeUnit.MILLISECONDS.toNanos(millis); now < end; ) {
      now += TICK;
      overload.note(late, now);
    }
  }

  @Test
  void beginsAfterFiveLateSecondsAndEndsAfterFiveInTime() {
    pass(true, 4980);
    assertThat(overload.isOverloaded()).isFalse();
    pass(true, 20);
    assertThat(overload.isOverloaded()).isTrue();
    pass(false, 4980);
    assertThat(overload.isOverloaded()).isTrue();
    pass(true, 20);
    pass(false, 4980);
    assertThat(overload.isOverloaded()).isTrue();
    pass(false, 20);
    assertThat(overload.isOverloaded()).isFalse();
  }

  @Test
  void oneTimerInTimeIsEnough() {
    for (int i = 0; i < 10; i++) {
      pass(true, 4900);
      pass(false, 20);
    }
    assertThat(overload.isOverloaded()).isFalse();
  }

  @Test
  void anIdleLoopIsNotOverloaded() {
    pass(true, 6000);
    overload.idle(now);
    assertThat(overload.isOverloaded()).isFalse();
    now += TimeUnit.HOURS.toNanos(1);
    overload.idle(now);
    pass(true, 20);
    assertThat(overload.isOverloaded()).isFalse();
  }

  @Test
  void shedsAllLayersButOneAndTakesThemBackOneByOne() {
    assertThat(overload.layers()).isEqualTo(3);
    pass(true, 4980);
    assertThat(overload.layers()).isEqualTo(3);
    pass(true, 20);
    assertThat(overload.layers()).isEqualTo(1);
    pass(false, 5000);
    assertThat(overload.isOverloaded()).isFalse();
    assertThat(overload.layers()).isEqualTo(1);
    pass(false, 9960);
    assertThat(overload.layers()).isEqualTo(1);
    pass(false, 20);
    assertThat(overload.layers()).isEqualTo(2);
    pass(true, 5000);
    assertThat(overload.layers()).as("that was too much").isEqualTo(1);
    pass(false, 25_000);
    assertThat(overload.layers()).isEqualTo(3);
  }

  @Test
  void sendsNoMoreThanItsBitsAndAShortBurst() {
    Egress egress = new Egress(8_000_000);
    egress.pass(now);
    int sent = 0;
    for (int tick = 0; tick < 100; tick++) {
      while (egress.take(1000)) {
        sent++;
      }
      now += TICK;
      egress.pass(now);
    }
    assertThat(sent).isBetween(2_200, 2_250); // two seconds of 1,000 packets, and a quarter
    assertThat(egress.isExceeded()).isTrue();
    now += TimeUnit.MILLISECONDS.toNanos(900);
    egress.pass(now);
    assertThat(egress.isExceeded()).isTrue();
    now += TimeUnit.MILLISECONDS.toNanos(100);
    egress.pass(now);
    assertThat(egress.isExceeded()).isFalse();
  }

  @Test
  void hasNothingToSpareBeforeMediaIsRefusedAndForASecondAfterwards() {
    Egress egress = new Egress(8_000_000);
    egress.pass(now);
    for (int i = 0; i < 125; i++) {
      assertThat(egress.hasSpare()).isTrue();
      egress.take(1000);
    }
    egress.take(1000);
    assertThat(egress.hasSpare()).as("half of the burst is used").isFalse();
    now += TICK;
    egress.pass(now);
    assertThat(egress.hasSpare()).isTrue();
    egress.take(Integer.MAX_VALUE);
    assertThat(egress.hasSpare()).as("a packet was refused").isFalse();
    now += TimeUnit.MILLISECONDS.toNanos(500);
    egress.pass(now);
    assertThat(egress.hasSpare()).isFalse();
    now += TimeUnit.SECONDS.toNanos(1);
    egress.pass(now);
    assertThat(egress.hasSpare()).isTrue();
  }

  @Test
  void whatWasNotSentForLongIsNotSavedUp() {
    Egress egress = new Egress(8_000_000);
    egress.pass(now);
    now += TimeUnit.HOURS.toNanos(1);
    egress.pass(now);
    int sent = 0;
    while (egress.take(1000)) {
      sent++;
    }
    assertThat(sent).isEqualTo(250);
  }
}
