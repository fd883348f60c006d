package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimestampMapTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long NTP_SECOND = 1L << 32;

  private final TimestampMap map = new TimestampMap(90_000);
  private final Reception small = new Reception(90_000);
  private final Reception large = new Reception(90_000);

  private void begin(Reception source, long timestamp, long millis) {
    map.begin(source, timestamp, millis * MILLI);
    map.sent(timestamp, millis * MILLI);
  }

  private static int whole(long timestamp) {
    return (int) timestamp;
  }

  @Test
  void withoutReportsTheTimeOfArrivalCounts() {
    begin(small, 1_000, 0);
    begin(large, 4_000_000_000L, 40);
    assertThat(whole(map.map(4_000_000_000L))).isEqualTo(1_000 + 3_600);
    assertThat(whole(map.map(4_000_003_000L))).isEqualTo(1_000 + 6_600);
  }

  @Test
  void reportsOfBothLayersAlignThem() {
    small.senderReport(7 * NTP_SECOND, 90_000, 0);
    large.senderReport(8 * NTP_SECOND, 5_090_000, 1_000 * MILLI);
    begin(small, 180_000, 1_000);
    // The picture of the same moment has 5,090,000 there; this one is 33 ms later, and came late.
    begin(large, 5_093_000, 1_090);
    assertThat(whole(map.map(5_093_000))).isEqualTo(183_000);
  }

  @Test
  void aPictureOfTheSameMomentFollowsTheLastOne() {
    small.senderReport(7 * NTP_SECOND, 90_000, 0);
    large.senderReport(7 * NTP_SECOND, 5_000_000, 0);
    begin(small, 93_000, 50);
    begin(large, 5_003_000, 60);
    assertThat(whole(map.map(5_003_000))).isEqualTo(93_001);
  }

  @Test
  void reportsThatContradictTheTimeOfArrivalDoNotCount() {
    small.senderReport(7 * NTP_SECOND, 90_000, 0);
    large.senderReport(9 * NTP_SECOND, 5_000_000, 0);
    begin(small, 93_000, 50);
    begin(large, 5_003_000, 90);
    assertThat(whole(map.map(5_003_000))).isEqualTo(93_000 + 3_600);
  }

  @Test
  void theSameSourceGoesOnAfterAPause() {
    begin(small, 1_000, 0);
    begin(small, 91_000, 1_000);
    assertThat(map.map(91_000)).isEqualTo(91_000);
  }
}
