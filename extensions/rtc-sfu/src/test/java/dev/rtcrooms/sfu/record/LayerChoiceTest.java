package dev.rtcrooms.sfu.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.forward.PublisherTrack;
import dev.rtcrooms.sfu.forward.TrackFormat;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LayerChoiceTest {

  private final LayerChoice choice = new LayerChoice(true);
  private boolean taken;
  private final PublisherTrack camera =
      new PublisherTrack(
          new TrackFormat(VideoCodec.VP8, 90_000, 96, 97),
          (layer, packet, in, keyframe, now) -> taken = choice.takes(layer, keyframe, now));

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private boolean keyframe(String rid, int height, long millis) {
    byte[] payload = {
      0x10, 0x10, 0, 0, (byte) 0x9d, 1, 0x2a, 64, 1, (byte) height, (byte) (height >> 8)
    };
    camera.send(rid, 90 * millis, payload, nanos(millis));
    return taken;
  }

  private boolean frame(String rid, long millis) {
    camera.send(rid, 90 * millis, new byte[] {0x10, 0x11}, nanos(millis));
    return taken;
  }

  @Test
  void theLargestLayerIsTakenFromItsKeyframeOn() {
    assertThat(keyframe("q", 90, 0)).isTrue();
    assertThat(keyframe("f", 360, 10)).isTrue();
    assertThat(frame("q", 20)).isFalse();
    assertThat(keyframe("h", 180, 30)).isFalse();
    assertThat(frame("f", 40)).isTrue();
  }

  @Test
  void aSmallerLayerIsTakenWhenTheLargeOneHasEnded() {
    keyframe("f", 360, 0);
    assertThat(keyframe("h", 180, 10)).isFalse();
    assertThat(frame("h", 1_400)).isFalse();
    assertThat(camera.asksForKeyframe("h", nanos(1_400))).isFalse();
    assertThat(frame("h", 1_600)).isFalse();
    assertThat(camera.asksForKeyframe("h", nanos(1_600))).isTrue();
    assertThat(keyframe("h", 180, 1_700)).isTrue();
    assertThat(frame("f", 1_800)).isFalse();
    assertThat(keyframe("f", 360, 1_900)).isTrue();
  }
}
