package dev.rtcrooms.hub.mailbox;

import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.testkit.contract.SchedulerContract;
import org.junit.jupiter.api.AfterEach;

/** The timer of rooms that the host lends no scheduler. */
class SystemTimeContractTest extends SchedulerContract {

  private final RoomThreads threads = new RoomThreads();

  @Override
  protected Scheduler scheduler() {
    return threads.scheduler();
  }

  @AfterEach
  void close() {
    threads.close();
  }
}
