package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The estimate on a simulated link, in virtual time. */
class EstimateTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int PACKET = 1200;
  private static final int ROUND_TRIP = 50;
  private static final long QUEUE = 400 * MILLI;

  private final Estimate estimate = new Estimate();
  private final Random random = new Random(7);
  private final List<Sent> unreported = new ArrayList<>();
  private long now;
  private long nextSend;
  private long linkFree;
  private long application = Long.MAX_VALUE;
  private long capacity = 3_000_000;
  private double loss;
  private double feedbackLoss;
  private long longestQueue;

  /** Sends this whatever the estimate is, as a video without layers until it is paused; or 0. */
  private long video;

  private long heldUpFrom;
  private final Allocator allocator = new Allocator();
  private final Demand demand = new Demand();
  private boolean wasPaused;

  /** A packet on its way; it has arrived at a time of another clock, or is lost. */
  private record Sent(long sent, long arrived, boolean lost) {}

  /** Sends as much as the estimate permits, or the application has. */
  private void run(long millis) {
    long end = now + millis * MILLI;
    longestQueue = 0;
    while (now < end) {
      now += MILLI;
      while (nextSend <= now) {
        send();
        long obeying = Math.min(application, estimate.bitsPerSecond());
        long rate = video > 0 ? video : obeying;
        nextSend += PACKET * 8_000_000_000L / rate;
      }
      if (now % (100 * MILLI) == 0) {
        report();
        allocate();
      }
    }
  }

  private void send() {
    long begin = Math.max(linkFree, nextSend);
    long wait = begin - nextSend;
    longestQueue = Math.max(longestQueue, wait);
    boolean lost = wait > QUEUE || random.nextDouble() < loss;
    if (wait <= QUEUE) {
      linkFree = begin + PACKET * 8_000_000_000L / capacity;
    }
    long arrival = linkFree + ROUND_TRIP / 2 * MILLI + heldUp();
    unreported.add(new Sent(nextSend, arrival, lost));
  }

  /** For 300 ms packets arrive later and later, by up to 60 ms, as if a queue grew. */
  private long heldUp() {
    long since = nextSend - heldUpFrom;
    return heldUpFrom > 0 && since >= 0 && since < 300 * MILLI ? since / 5 : 0;
  }

  private void allocate() {
    if (video > 0) {
      demand.begin(0);
      demand.offer(video);
      allocator.allocate(List.of(demand), estimate.bitsPerSecond(), estimate.isMeasured(), now);
      wasPaused |= demand.isStarved();
    }
  }

  private void report() {
    boolean isLost = random.nextDouble() < feedbackLoss;
    long heard = now - ROUND_TRIP / 2 * MILLI;
    while (!unreported.isEmpty() && unreported.get(0).arrived() <= heard) {
      Sent packet = unreported.remove(0);
      if (!isLost && packet.lost()) {
        estimate.lost();
      } else if (!isLost) {
        estimate.arrived(packet.sent(), packet.arrived() + 5_000_000_000L, PACKET, false);
      }
    }
    if (!isLost) {
      estimate.update(ROUND_TRIP, now);
    }
  }

  @Test
  void beginsLowAndGrowsToTheCapacity() {
    assertThat(estimate.bitsPerSecond()).isEqualTo(Estimate.INITIAL);
    assertThat(estimate.isMeasured()).isFalse();
    run(30_000);
    assertThat(estimate.bitsPerSecond()).isBetween(1_800_000L, 3_300_000L);
  }

  @Test
  void fallsWithTheCapacityAndComesBack() {
    run(30_000);
    capacity = 600_000;
    run(2_000);
    assertThat(estimate.bitsPerSecond()).isLessThan(700_000);
    assertThat(estimate.isMeasured()).isTrue();
    run(10_000);
    assertThat(estimate.bitsPerSecond()).isBetween(350_000L, 700_000L);
    assertThat(longestQueue).isLessThanOrEqualTo(QUEUE);
    capacity = 3_000_000;
    run(40_000);
    assertThat(estimate.bitsPerSecond()).isGreaterThan(1_800_000);
  }

  @Test
  void keepsTheQueueShort() {
    run(30_000);
    run(30_000);
    assertThat(longestQueue).isLessThan(150 * MILLI);
  }

  @Test
  void fewRandomLossesDoNotCount() {
    loss = 0.02;
    run(60_000);
    assertThat(estimate.bitsPerSecond()).isGreaterThan(1_500_000);
  }

  @Test
  void manyLossesLowerIt() {
    run(20_000);
    long before = estimate.bitsPerSecond();
    loss = 0.25;
    run(5_000);
    assertThat(estimate.bitsPerSecond()).isLessThan(before / 2);
    loss = 0;
    run(30_000);
    assertThat(estimate.bitsPerSecond()).isGreaterThan(1_500_000);
  }

  @Test
  void lostFeedbackIsNoLossOfPackets() {
    feedbackLoss = 0.3;
    run(60_000);
    assertThat(estimate.bitsPerSecond()).isGreaterThan(1_500_000);
  }

  @Test
  void doesNotRunAwayFromWhatIsSent() {
    application = 300_000;
    run(60_000);
    assertThat(estimate.bitsPerSecond()).isEqualTo(Estimate.INITIAL);
    estimate.held(2_000_000);
    assertThat(estimate.bitsPerSecond()).isEqualTo(2_000_000);
    run(60_000);
    assertThat(estimate.bitsPerSecond()).isEqualTo(2_000_000);
  }

  @Test
  void aRateThatArrivesIsBelievedWhileNoLimitIsKnown() {
    capacity = 10_000_000;
    video = 2_500_000;
    run(2_000);
    assertThat(estimate.bitsPerSecond()).isBetween(2_200_000L, 3_000_000L);
    assertThat(estimate.isMeasured()).isFalse();
  }

  @Test
  void delayThatPassesDoesNotPauseAVideoThatStillArrives() {
    capacity = 10_000_000;
    video = 2_500_000;
    run(2_000);
    heldUpFrom = now + 1;
    run(1_000);
    assertThat(estimate.isMeasured()).isTrue();
    assertThat(estimate.bitsPerSecond()).isLessThan(video);
    run(10_000);
    assertThat(wasPaused).isFalse();
    assertThat(estimate.bitsPerSecond()).isGreaterThan(2_200_000L);
  }

  @Test
  void aVideoThatIsTooMuchIsPaused() {
    capacity = 1_500_000;
    video = 2_500_000;
    run(5_000);
    assertThat(wasPaused).isTrue();
    assertThat(estimate.bitsPerSecond()).isLessThan(1_600_000L);
  }

  @Test
  void aVideoThatIsALittleTooMuchIsPausedToo() {
    capacity = 2_300_000;
    video = 2_500_000;
    run(10_000);
    assertThat(wasPaused).isTrue();
  }
}
