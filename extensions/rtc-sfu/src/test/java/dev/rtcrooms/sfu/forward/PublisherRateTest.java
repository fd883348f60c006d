package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.net.Drop;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PublisherRateTest {

  private static final int BYTES = 1000;

  /** 100 packets of 1,000 bytes. */
  private final PublisherRate rate = new PublisherRate(300, 100 * BYTES * 8);

  private long now = 1_000_000_000_000L;

  /** Sends a second of several sources by turns, and returns what was dropped of each. */
  private Map<Drop, Integer> second(int... packetsOfEach) {
    Map<Drop, Integer> dropped = new EnumMap<>(Drop.class);
    for (int i = 0; i < 1000; i++) {
      for (int ssrc = 0; ssrc < packetsOfEach.length; ssrc++) {
        if (i < packetsOfEach[ssrc]) {
          Drop reason = rate.take(ssrc, BYTES, now);
          if (reason != null) {
            dropped.merge(reason, 1, Integer::sum);
          }
        }
      }
    }
    now += TimeUnit.SECONDS.toNanos(1);
    return dropped;
  }

  @Test
  void takesWhatIsWithinTheLimits() {
    for (int i = 0; i < 100; i++) {
      assertThat(second(20, 80)).isEmpty();
    }
  }

  @Test
  void dropsPacketsAndBitsOverTheLimits() {
    assertThat(second(120)).containsExactly(Map.entry(Drop.BIT_RATE, 20));
    for (int i = 0; i < 300; i++) {
      assertThat(rate.take(1, 12, now)).isNull();
    }
    assertThat(rate.take(1, 12, now)).isEqualTo(Drop.PACKET_RATE);
  }

  @Test
  void dropsTheGreatestSourceAfterThreeSeconds() {
    for (int i = 0; i < 3; i++) {
      assertThat(second(20, 90)).containsExactly(Map.entry(Drop.BIT_RATE, 10));
    }
    for (int i = 0; i < 30; i++) {
      assertThat(second(20, 90)).containsExactly(Map.entry(Drop.BIT_RATE, 90));
    }
  }

  @Test
  void takesASourceAgainAfterTenCalmSeconds() {
    for (int i = 0; i < 3; i++) {
      second(20, 90);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(second(20, 50)).containsExactly(Map.entry(Drop.BIT_RATE, 50));
    }
    assertThat(second(20, 50)).isEmpty();
  }

  @Test
  void blocksMoreThanOneIfNeedBe() {
    for (int i = 0; i < 6; i++) {
      second(5, 120, 140);
    }
    assertThat(second(5, 120, 140)).containsExactly(Map.entry(Drop.BIT_RATE, 260));
  }

  @Test
  void manySourcesAreBoundedTogether() {
    int taken = 0;
    for (int ssrc = 0; ssrc < 300; ssrc++) {
      taken += rate.take(ssrc, BYTES, now) == null ? 1 : 0;
    }
    assertThat(taken).isEqualTo(100);
  }
}
