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
            .layers(2)
            .packetsPerSecond(6)
            .sources(7)
            .handshakes(8)
            .handshakeMillis(9_000)
            .voices(10)
            .loudest(11)
            .httpSessions(12)
            .groupBytes(13)
            .groupMillis(14)
            .traffic(traffic)
            .build();
    List<Object> values = new ArrayList<>();
    for (var component : SfuLimits.class.getRecordComponents()) {
      values.add(component.getAccessor().invoke(limits));
    }
    assertThat(values).containsExactly(1, 2, 3, 4, 2, 6, 7, 8, 9_000, 10, 11, 12, 13, 14, traffic);
    assertThat(limits.toBuilder().build()).isEqualTo(limits);
    assertThat(SfuLimits.builder().build()).isEqualTo(SfuLimits.DEFAULT);
  }

  @Test
  void whatIsNotPermittedIsRefused() {
    assertThatThrownBy(() -> SfuLimits.builder().publishers(0).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SfuLimits.builder().voices(-1).build())
        .isInstanceOf(IllegalArgumentException.class);
    for (int layers : new int[] {0, 4}) {
      assertThatThrownBy(() -> SfuLimits.builder().layers(layers).build())
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int millis : new int[] {999, 60_001}) {
      assertThatThrownBy(() -> SfuLimits.builder().handshakeMillis(millis).build())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
