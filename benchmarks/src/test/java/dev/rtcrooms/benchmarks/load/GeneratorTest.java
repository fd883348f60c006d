package dev.rtcrooms.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rtcrooms.benchmarks.server.Contender;
import dev.rtcrooms.benchmarks.server.Started;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The generator against each server, for a moment: that it finds its way in and hears all. */
class GeneratorTest {
  private static final List<RoomGroup> ROOMS =
      List.of(
          RoomGroup.closed("closed", 2, 5, 4),
          RoomGroup.open("open", 3, 4, 200),
          RoomGroup.silent("silent", 1, 3),
          RoomGroup.open("stalled", 2, 3, 200).withStalled(1));

  /** In the two closed rooms, each of whose five clients hears four messages at the least. */
  private static final int SAID_AT_ONCE = 2 * 5 * 4;

  @ParameterizedTest
  @EnumSource
  void everyServerDeliversEverythingOnceAndInOrder(Contender contender) throws Exception {
    everythingIsDelivered(contender, 20);
  }

  @Test
  void aTextThatIsTooLongForAChatIsDelivered() throws Exception {
    everythingIsDelivered(Contender.RTC_NETTY, 8192);
  }

  @Test
  void aMemberThatReadsNothingUntilItsServerEndsItIsCounted() throws Exception {
    // at a fixed rate, what was due while the processor was away would come at once, and end others
    RoomGroup crowded = RoomGroup.closed("", 1, 2, 8).withStalled(1);

    // longer than a busy machine keeps the generator from speaking
    Outcome outcome = measured(Contender.RTC_NETTY, 32_768, crowded, Duration.ofSeconds(8));

    assertThat(outcome.ended()).isOne();
    assertThat(outcome.faults().total()).as(outcome.faults().toString()).isZero();
  }

  @Test
  void whoSpeaksEveryOtherSecondSpeaksOnceInASecond() throws Exception {
    RoomGroup slow = RoomGroup.open("", 1, 2, 0.5);

    Outcome outcome = measured(Contender.NIO, 20, slow, Duration.ofMillis(1_050));

    assertThat(outcome.heard()).isEqualTo(2);
  }

  /** Else a generator that was held up would leave out what has taken longest. */
  @Test
  void whatWasDueWhileTheGeneratorWasHeldUpIsSaidLate() throws Exception {
    Duration time = Duration.ofMillis(100);
    RoomGroup group = RoomGroup.open("", 1, 2, 20); // two messages in that time

    Outcome outcome = measured(Contender.NIO, 20, group, time, () -> pass(time));

    assertThat(outcome.heard()).isEqualTo(4);
  }

  private static void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (end - System.nanoTime() > 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private static Outcome measured(Contender contender, int payload, RoomGroup group, Duration time)
      throws Exception {
    return measured(contender, payload, group, time, () -> {});
  }

  private static Outcome measured(
      Contender contender, int payload, RoomGroup group, Duration time, Runnable atStart)
      throws Exception {
    Started server = contender.start();
    try (Generator generator =
        new Generator(
            new Plan(
                member -> server.port(),
                contender.dialect(),
                payload,
                List.of(group),
                Duration.ZERO,
                time))) {
      generator.connect();
      return generator.measure(atStart, () -> {});
    } finally {
      server.stop().run();
    }
  }

  private static void everythingIsDelivered(Contender contender, int payload) throws Exception {
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(contender.missing()).isEmpty();
    }
    Started server = contender.start();
    try {
      Outcome outcome = measure(contender, server.port(), payload);

      assertThat(outcome.faults().total()).as(outcome.faults().toString()).isZero();
      assertThat(outcome.ended()).isZero();
      assertThat(outcome.heard()).isGreaterThanOrEqualTo(SAID_AT_ONCE);
    } finally {
      server.stop().run();
    }
  }

  private static Outcome measure(Contender contender, int port, int payload) throws Exception {
    Duration moment = Duration.ofMillis(100);
    Plan plan = new Plan(member -> port, contender.dialect(), payload, ROOMS, moment, moment);
    try (Generator generator = new Generator(plan)) {
      generator.connect();
      return generator.measure(() -> {}, () -> {});
    }
  }
}
