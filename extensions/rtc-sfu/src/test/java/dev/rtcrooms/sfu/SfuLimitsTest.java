package dev.rtcrooms.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SfuLimitsTest {

  @Test
  void eachLimitIsSetAndKept() throws Exception {
    TrafficLimits traffic = new TrafficLimits(1, 2, 3, 4, 5);
    SfuLimits limits =
        SfuLimits.builder()
            .publishers(1)
            .receivers(2)
            .videos(3)
            .audios(4)
            .packetsPerSecond(5)
            .sources(6)
            .handshakes(7)
            .voices(8)
            .loudest(9)
            .httpSessions(10)
            .groupBytes(11)
            .groupMillis(12)
            .traffic(traffic)
            .build();
    List<Object> values = new ArrayList<>();
    for (var component : SfuLimits.class.getRecordComponents()) {
      values.add(component.getAccessor().invoke(limits));
    }
    assertThat(values).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, traffic);
    assertThat(limits.toBuilder().build()).isEqualTo(limits);
    assertThat(SfuLimits.builder().build()).isEqualTo(SfuLimits.DEFAULT);
  }

  @Test
  void whatIsNotPermittedIsRefused() {
    assertThatThrownBy(() -> SfuLimits.builder().publishers(0).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SfuLimits.builder().voices(-1).build())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
