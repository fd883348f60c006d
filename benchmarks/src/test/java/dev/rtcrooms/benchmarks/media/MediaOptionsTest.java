package dev.rtcrooms.benchmarks.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediaOptionsTest {

  @Test
  void theShortFormOnlyMeasuresOnce() {
    MediaOptions options = MediaOptions.parse(List.of());

    assertThat(options.rounds()).isEqualTo(1);
    assertThat(options.rises()).isZero();
    assertThat(options.streams()).isEqualTo(25);
    assertThat(options.rooms()).isEqualTo(1);
    assertThat(options.peers()).containsExactly(MediaPeer.OURS, MediaPeer.PION);
  }

  @Test
  void theFullFormAddsStreamsInItsLastRound() {
    MediaOptions options = MediaOptions.parse(List.of("--full"));

    assertThat(options.rounds()).isEqualTo(4);
    assertThat(options.rises()).isEqualTo(1);
    assertThat(MediaOptions.parse(List.of("--rises", "3", "--rounds", "2")).rises()).isEqualTo(2);
  }

  @Test
  void eachFigureCanBeChosen() {
    MediaOptions options =
        MediaOptions.parse(
            List.of(
                "--streams",
                "7",
                "--rooms",
                "3",
                "--seconds",
                "2.5",
                "--warm",
                "0",
                "--only",
                "pion"));

    assertThat(options.streams()).isEqualTo(7);
    assertThat(options.rooms()).isEqualTo(3);
    assertThat(options.seconds()).isEqualTo(2.5);
    assertThat(options.warm()).isZero();
    assertThat(options.peers()).containsExactly(MediaPeer.PION);
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> MediaOptions.parse(List.of("--only", "janus")))
        .hasMessageContaining("janus");
    assertThatThrownBy(() -> MediaOptions.parse(List.of("--streams", "0")))
        .hasMessageContaining("--streams");
    assertThatThrownBy(() -> MediaOptions.parse(List.of("--nonsense", "0")))
        .hasMessageContaining("--nonsense");
    assertThatThrownBy(() -> MediaOptions.parse(List.of("--rounds")))
        .hasMessageContaining("--rounds");
  }
}
