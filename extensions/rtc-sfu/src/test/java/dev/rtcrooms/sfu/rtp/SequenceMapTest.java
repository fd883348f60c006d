package dev.rtcrooms.sfu.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceMapTest {

  private final SequenceMap map = new SequenceMap();

  @Test
  void dropsLeaveNoGap() {
    map.begin(1000, 5);
    assertThat(map.map(1000)).isEqualTo(5);
    map.drop(1001);
    map.drop(1002);
    assertThat(map.map(1003)).isEqualTo(6);
    assertThat(map.map(1004)).isEqualTo(7);
    map.drop(1005);
    assertThat(map.map(1006)).isEqualTo(8);
  }

  @Test
  void lateAndLostPacketsKeepTheirOwnOffset() {
    map.begin(1000, 5);
    map.map(1000);
    map.map(1003); // 1001 and 1002 are late
    map.drop(1004);
    assertThat(map.map(1006)).isEqualTo(10);
    assertThat(map.map(1001)).isEqualTo(6);
    assertThat(map.map(1005)).isEqualTo(9);
    assertThat(map.map(1004)).isEqualTo(SequenceMap.DROPPED);
  }

  @Test
  void aLatePacketThatIsDroppedStaysAGap() {
    map.begin(1000, 5);
    map.map(1002);
    map.drop(1001);
    assertThat(map.map(1003)).isEqualTo(8);
  }

  @Test
  void whatPrecedesTheBeginningIsDropped() {
    map.begin(1000, 5);
    assertThat(map.map(999)).isEqualTo(SequenceMap.DROPPED);
  }

  @Test
  void anotherSourceBeginsWhereTheLastEnded() {
    map.begin(1000, 5);
    assertThat(map.map(1001)).isEqualTo(6);
    map.begin(70_000, 7);
    assertThat(map.map(70_000)).isEqualTo(7);
    assertThat(map.map(1001)).isEqualTo(SequenceMap.DROPPED);
  }

  @Test
  void forgetsTheOldestRangesOnly() {
    map.begin(0, 0);
    long forwarded = 0;
    for (long in = 0; in < 10_000; in++) {
      if (in % 2 == 1) {
        map.drop(in);
      } else {
        assertThat(map.map(in)).isEqualTo(forwarded++);
      }
    }
    assertThat(map.map(9_990)).isEqualTo(4_995);
    assertThat(map.map(2)).isEqualTo(SequenceMap.DROPPED);
  }

  @Test
  void numbersThatWrapGoOn() {
    Unwrapper unwrapper = new Unwrapper();
    assertThat(unwrapper.unwrap(65_534)).isEqualTo(0x1FFFE);
    assertThat(unwrapper.unwrap(1)).isEqualTo(0x20001);
    assertThat(unwrapper.unwrap(65_535)).isEqualTo(0x1FFFF);
    assertThat(unwrapper.unwrap(30_000)).isEqualTo(0x20000 + 30_000);
  }
}
