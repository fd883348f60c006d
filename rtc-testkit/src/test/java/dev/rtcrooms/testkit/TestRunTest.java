package dev.rtcrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The end of a test. */
class TestRunTest {

  private final AtomicInteger written = new AtomicInteger();
  private final TestRun run = new TestRun();

  private void say() {
    Object message =
        new Object() {
          @Override
          public String toString() {
            return "message " + written.incrementAndGet();
          }
        };
    run.transcript.add("ann", "sent", message);
  }

  @Test
  void theMessagesOfATestThatPassesAreNotWritten() {
    say();
    run.end("The rooms");

    assertThat(written).hasValue(0);
    assertThat(run.report()).isEmpty();
  }

  @Test
  void brokenPromisesAreThrownOnceWithWhatWasSaid() {
    say();
    Throwable failure = new IllegalStateException("a timer too many");
    run.fail(failure);

    assertThatThrownBy(() -> run.end("The rooms"))
        .hasMessageContainingAll("The rooms broke their promises", "timer", "ann sent message 1")
        .hasSuppressedException(failure);
    assertThat(run.report()).isEmpty();
    run.end("The rooms");
  }
}
