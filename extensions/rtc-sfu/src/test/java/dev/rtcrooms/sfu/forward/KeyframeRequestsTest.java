package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyframeRequestsTest {

  private static final int ROUND_TRIP = 50;

  private final KeyframeRequests requests = new KeyframeRequests();

  private boolean take(long millis) {
    return requests.take(TimeUnit.MILLISECONDS.toNanos(millis), ROUND_TRIP);
  }

  private void keyframe(long millis) {
    requests.keyframe(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void asksOnceForAllAndAgainUntilItComes() {
    assertThat(take(0)).isFalse();
    requests.want();
    requests.want();
    assertThat(take(0)).isTrue();
    assertThat(take(299)).isFalse();
    assertThat(take(300)).isTrue();
    keyframe(400);
    assertThat(take(700)).isFalse();
  }

  @Test
  void aRequestAfterAKeyframeWaits() {
    requests.want();
    assertThat(take(0)).isTrue();
    keyframe(100);
    requests.want();
    assertThat(take(1099)).isFalse();
    assertThat(take(1100)).isTrue();
  }

  @Test
  void waitsLongerWhileKeyframesAreMostOfTheStream() {
    requests.count(300_000, false);
    requests.count(300_000, true);
    keyframe(0);
    requests.want();
    assertThat(take(2999)).isFalse();
    assertThat(take(3000)).isTrue();
  }

  @Test
  void aSlowPathRepeatsLater() {
    requests.want();
    assertThat(requests.take(0, 800)).isTrue();
    assertThat(requests.take(TimeUnit.MILLISECONDS.toNanos(799), 800)).isFalse();
    assertThat(requests.take(TimeUnit.MILLISECONDS.toNanos(800), 800)).isTrue();
  }
}
