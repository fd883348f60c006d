package dev.rtcrooms.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DaemonsTest {

  private final Daemons daemons = new Daemons();
  private final ScheduledThreadPoolExecutor timer = daemons.timer("timer-", 1);

  /** A client may connect while the application stops, and is closed some seconds later. */
  @Test
  void aTaskOfAStoppingApplicationKeepsNoProcessorBusy() {
    daemons.endIdle();
    CompletableFuture<Long> nanosOfProcessor = new CompletableFuture<>();

    var unused =
        timer.schedule(
            () ->
                nanosOfProcessor.complete(
                    ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()),
            1,
            TimeUnit.SECONDS);

    assertThat(nanosOfProcessor.join()).isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
  }

  @Test
  void threadsEndSoonAfterTheirLastTask() throws InterruptedException {
    timer.execute(() -> {});

    daemons.endIdle();

    assertThat(daemons.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(30))).isTrue();
  }
}
