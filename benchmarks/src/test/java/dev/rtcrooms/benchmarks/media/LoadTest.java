package dev.rtcrooms.benchmarks.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTest {

  private static Load load(int subscribers, double delivered, double generator, int drops) {
    return new Load(
        subscribers, delivered, 5, 0.5, generator, drops, 0.2, 1, 0.1, 0.5, 0.3, 1.1, 50, 90, 0);
  }

  @Test
  void aLineOfTheGeneratorIsRead() throws IOException {
    Load load =
        Load.parse(
            "{\"subscribers\":200,\"sent\":2600,\"delivered\":0.995,\"micros\":6.25,\"busy\":0.3,"
                + "\"generator\":0.5,\"generatorDrops\":0,\"delayP50\":0.4,\"delayP99\":2.5,\"audioP99\":0.75,"
                + "\"videoP99\":2.25,"
                + "\"joinP50\":-1,\"joinP95\":-1,\"starved\":3}");

    assertThat(load.subscribers()).isEqualTo(200);
    assertThat(load.delivered()).isEqualTo(0.995);
    assertThat(load.micros()).isEqualTo(6.25);
    assertThat(load.delayP99()).isEqualTo(2.5);
    assertThat(load.audioP99()).isEqualTo(0.75);
    assertThat(load.videoP99()).isEqualTo(2.25);
    assertThat(load.joinP95()).isNaN();
    assertThat(load.starved()).isEqualTo(3);
    assertThat(load.isEnough()).isTrue();
    assertThat(load.isGeneratorTooSlow()).isFalse();
  }

  @Test
  void anotherLineIsAnError() {
    assertThatThrownBy(() -> Load.parse("panic: no")).isInstanceOf(IOException.class);
  }

  @Test
  void aRiseCountsTheStreamsOfTheLastStepThatDelivered() {
    Rise rise =
        new Rise(List.of(load(200, 1, 0.5, 0), load(250, 0.991, 0.6, 0), load(300, 0.9, 0.7, 0)));

    assertThat(rise.streams()).isEqualTo(250);
    assertThat(rise.isCutShort()).isFalse();
    assertThat(new Rise(List.of(load(200, 0.98, 0.5, 0))).streams()).isZero();
  }

  @Test
  void aRiseIsCutShortIfTheServerCouldDoMore() {
    assertThat(new Rise(List.of(load(200, 1, 0.5, 0))).isCutShort()).isTrue();
    assertThat(new Rise(List.of(load(200, 0.9, 0.99, 0))).isCutShort()).isTrue();
    assertThat(new Rise(List.of(load(200, 0.9, 0.5, 7))).isCutShort()).isTrue();
  }
}
