package dev.rtcrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

  private final VirtualTime time = new VirtualTime();
  private final List<String> ran = new ArrayList<>();

  private Cancellable at(int seconds, String name) {
    return time.schedule(
        Duration.ofSeconds(seconds), () -> ran.add(name + "@" + time.now().getEpochSecond() % 60));
  }

  @Test
  void tasksRunInTheOrderOfTheirMomentsAndThenOfTheirScheduling() {
    at(3, "c");
    at(1, "a");
    at(3, "d");
    at(2, "b");

    time.advance(Duration.ofSeconds(10));

    assertThat(ran).containsExactly("a@1", "b@2", "c@3", "d@3");
    assertThat(time.now()).isEqualTo(VirtualTime.START.plusSeconds(10));
  }

  @Test
  void aTaskIsNotRunBeforeItsMoment() {
    at(2, "a");
    time.advance(Duration.ofMillis(1999));
    assertThat(ran).isEmpty();
    assertThat(time.pending()).isEqualTo(1);

    time.advance(Duration.ofMillis(1));
    assertThat(ran).hasSize(1);
    assertThat(time.pending()).isZero();
  }

  @Test
  void whatATaskSchedulesRunsInTheSameAdvanceIfItIsDue() {
    time.schedule(Duration.ofSeconds(1), () -> at(1, "inner"));
    time.schedule(Duration.ofSeconds(1), () -> at(9, "late"));

    time.advance(Duration.ofSeconds(5));

    assertThat(ran).containsExactly("inner@2");
  }

  @Test
  void withoutDelayATaskRunsSoonButNotInsideTheCall() {
    at(0, "now");
    at(-5, "before");
    assertThat(ran).isEmpty();

    time.advance(Duration.ZERO);

    assertThat(ran).containsExactly("now@0", "before@0");
  }

  @Test
  void whatIsCancelledDoesNotRun() {
    Cancellable task = at(1, "a");
    task.cancel();
    task.cancel();
    assertThat(time.pending()).isZero();

    time.advance(Duration.ofSeconds(2));

    assertThat(ran).isEmpty();
  }

  @Test
  void aTaskThatThrowsHarmsNoOther() {
    IllegalStateException failure = new IllegalStateException("as the test wants it");
    time.schedule(
        Duration.ofSeconds(1),
        () -> {
          throw failure;
        });
    at(1, "a");

    assertThatThrownBy(() -> time.advance(Duration.ofSeconds(2))).isSameAs(failure);

    assertThat(ran).containsExactly("a@1");
  }

  @Test
  void forEverIsADelayToo() {
    time.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> ran.add("never"));

    time.advance(Duration.ofDays(365));

    assertThat(time.pending()).isEqualTo(1);
    assertThat(ran).isEmpty();
  }

  @Test
  void nanosPassFromPositiveToNegative() {
    long start = time.nanoTime();
    time.advance(Duration.ofSeconds(11));

    assertThat(start).isPositive();
    assertThat(time.nanoTime()).isNegative();
    assertThat(time.nanoTime() - start).isEqualTo(Duration.ofSeconds(11).toNanos());
  }

  @Test
  void aClockThatJumpsMovesNoTimer() {
    VirtualTime time = new VirtualTime();
    AtomicBoolean ran = new AtomicBoolean();
    time.schedule(Duration.ofSeconds(10), () -> ran.set(true));
    long before = time.nanoTime();

    time.jump(Duration.ofHours(-1));

    assertThat(time.now()).isEqualTo(VirtualTime.START.minus(Duration.ofHours(1)));
    assertThat(time.nanoTime()).isEqualTo(before);
    time.advance(Duration.ofSeconds(10));
    assertThat(ran).isTrue();
  }
}
