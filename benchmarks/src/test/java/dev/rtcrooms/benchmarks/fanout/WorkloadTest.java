package dev.rtcrooms.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.benchmarks.load.RoomGroup;
import dev.rtcrooms.benchmarks.server.Contender;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  @Test
  void whereFewFilesMayBeOpenRoomsAreSmaller() {
    assertThat(Workload.IDLE.within(5_000).connections()).isEqualTo(5_000);
    assertThat(Workload.IDLE.within(10_000)).isSameAs(Workload.IDLE);
  }

  @Test
  void noWorkloadHasMoreConnectionsThanAllowed() {
    for (Workload workload : Workload.ALL) {
      for (int most = Workload.LEAST_CONNECTIONS; most < 20_000; most += 1 + most / 20) {
        Workload fewer = workload.within(most);

        assertThat(fewer.connections()).isBetween(1, most);
        assertThat(fewer.groups())
            .hasSameSizeAs(workload.groups())
            .allMatch(group -> group.size() >= 2 && group.rooms() >= 1);
      }
    }
  }

  @Test
  void roomsOfTwoAreFewerAndNotSmaller() {
    assertThat(Workload.PAIRS.within(100).groups()).containsExactly(RoomGroup.open("", 50, 2, 50));
  }

  @Test
  void roomsWithAMemberThatDoesNotReadHaveAsManyOthersAsThoseWithout() {
    for (int most = Workload.LEAST_CONNECTIONS; most <= 220; most++) {
      assertThat(Workload.STALLED.within(most).withoutStalled().groups())
          .isEqualTo(Workload.HEALTHY.within(most).groups());
    }
  }

  @Test
  void theMoreASystemTakesForAMemberThatDoesNotReadTheLongerItTakesToFillItsBuffers() {
    assertThat(Workload.STALLED.secondsToFill(Contender.RTC_NETTY.unreadBytes(), 4_000)).isOne();
    assertThat(Workload.STALLED.secondsToFill(Contender.RTC_JETTY.unreadBytes(), 4_000))
        .isEqualTo(15);
    assertThat(Workload.HEALTHY.secondsToFill(200_000, 2_000)).isEqualTo(2);
    assertThat(Workload.W1.secondsToFill(200_000, 2_000)).isZero();
  }
}
