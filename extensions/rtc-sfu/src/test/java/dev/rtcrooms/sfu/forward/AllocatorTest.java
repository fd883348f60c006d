package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AllocatorTest {

  private static final long[] LAYERS = {150_000, 500_000, 1_500_000};

  private final Allocator allocator = new Allocator();
  private final Demand first = new Demand();
  private final Demand second = new Demand();
  private final Demand third = new Demand();
  private long seconds;

  private static void offer(Demand demand, int priority, int levels) {
    demand.begin(priority);
    for (int i = 0; i < levels; i++) {
      demand.offer(LAYERS[i]);
    }
  }

  private void allocate(long budget, Demand... demands) {
    seconds++;
    allocator.allocate(List.of(demands), budget, true, TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void everybodyGetsTheSmallestLayerBeforeAnybodyGetsMore() {
    offer(first, 0, 3);
    offer(second, 1, 3);
    offer(third, 2, 3);
    allocate(1_000_000, first, second, third);
    assertThat(List.of(first.level(), second.level(), third.level())).containsExactly(1, 0, 0);
    assertThat(allocator.wanted()).isEqualTo(800_000 + 350_000);
  }

  @Test
  void priorityDecidesWhoIsPaused() {
    offer(first, 2, 3);
    offer(second, 0, 3);
    offer(third, 1, 3);
    allocate(310_000, first, second, third);
    assertThat(first.level()).isEqualTo(Demand.PAUSED);
    assertThat(first.isStarved()).isTrue();
    assertThat(second.level()).isZero();
    assertThat(third.level()).isZero();
  }

  @Test
  void aVideoIsPausedWhenItsSmallestLayerHasNotFittedForTwoSeconds() {
    offer(first, 0, 1);
    allocate(200_000, first);
    allocate(100_000, first);
    allocate(100_000, first);
    assertThat(first.level()).isZero();
    allocate(200_000, first);
    allocate(100_000, first);
    allocate(100_000, first);
    assertThat(first.level()).isZero();
    allocate(100_000, first);
    assertThat(first.isStarved()).isTrue();
    allocate(200_000, first);
    allocate(200_000, first);
    assertThat(first.isStarved()).isTrue();
    allocate(200_000, first);
    assertThat(first.level()).isZero();
  }

  @Test
  void nothingIsPausedBeforeTheBandwidthWasMeasured() {
    offer(first, 0, 3);
    allocator.allocate(List.of(first), 50_000, false, 0);
    assertThat(first.level()).isZero();
  }

  @Test
  void aGreaterLayerMustFitForTwoSecondsWithAMargin() {
    offer(first, 0, 3);
    allocate(400_000, first);
    assertThat(first.level()).isZero();
    allocate(550_000, first);
    allocate(550_000, first);
    allocate(550_000, first);
    assertThat(first.level()).as("without the margin").isZero();
    allocate(600_000, first);
    allocate(600_000, first);
    assertThat(first.level()).isZero();
    allocate(550_000, first);
    allocate(600_000, first);
    allocate(600_000, first);
    assertThat(first.level()).as("interrupted").isZero();
    allocate(600_000, first);
    assertThat(first.level()).isEqualTo(1);
  }

  @Test
  void aStepThatFailedIsNotRepeatedForTenSeconds() {
    offer(first, 0, 3);
    allocate(400_000, first);
    for (int i = 0; i < 3; i++) {
      allocate(600_000, first);
    }
    assertThat(first.level()).isEqualTo(1);
    allocate(400_000, first);
    assertThat(first.level()).isZero();
    for (int i = 0; i < 9; i++) {
      allocate(600_000, first);
      assertThat(first.level()).isZero();
    }
    allocate(600_000, first);
    assertThat(first.level()).isEqualTo(1);
  }

  @Test
  void aPictureThatIsEnlargedGetsMoreAtOnce() {
    offer(first, 0, 1);
    allocate(4_000_000, first);
    assertThat(allocator.wanted()).isZero();
    offer(first, 0, 3);
    allocate(4_000_000, first);
    assertThat(first.level()).isEqualTo(2);
    offer(first, 0, 0);
    allocate(4_000_000, first);
    assertThat(first.level()).isEqualTo(Demand.PAUSED);
    assertThat(first.isStarved()).isFalse();
    offer(first, 0, 3);
    allocate(4_000_000, first);
    assertThat(first.level()).isEqualTo(2);
  }

  @Test
  void whoHasMoreIsNotRobbedByAnEqual() {
    offer(first, 0, 2);
    offer(second, 0, 2);
    allocate(650_000, second);
    assertThat(second.level()).isEqualTo(1);
    for (int i = 0; i < 5; i++) {
      allocate(700_000, first, second);
    }
    assertThat(first.level()).isZero();
    assertThat(second.level()).isEqualTo(1);
  }
}
