package dev.rtcrooms.spring;

import dev.rtcrooms.testkit.contract.LaneContract;
import dev.rtcrooms.transport.Lane;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A contract of the test kit runs on the JUnit that Spring Boot manages: 6 with 4.1, 5 with 3.5.
 */
class LaneOnSpringsJUnitTest extends LaneContract {

  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  @Override
  protected Lane lane() {
    return task -> {
      try {
        thread.execute(task);
      } catch (RejectedExecutionException e) {
        // it has ended
      }
    };
  }

  @Override
  protected boolean end(Lane lane) {
    thread.shutdown();
    return true;
  }
}
