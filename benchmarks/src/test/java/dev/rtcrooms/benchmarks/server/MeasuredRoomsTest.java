package dev.rtcrooms.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Rooms;
import org.junit.jupiter.api.Test;

class MeasuredRoomsTest {
  /** As many as a run of the fan-out benchmark may have. */
  private static final int ROOMS_OF_A_RUN = 10_000;

  /** One takes about ten seconds. */
  private static final int RUNS_A_MINUTE = 6;

  @Test
  void theRoomsOfEarlierRunsLeavePlaceForOthers() {
    Rooms rooms = MeasuredRooms.builder().build();

    assertThat(rooms.limits().rooms()).isGreaterThan((1 + RUNS_A_MINUTE) * ROOMS_OF_A_RUN);
    rooms.close();
  }
}
