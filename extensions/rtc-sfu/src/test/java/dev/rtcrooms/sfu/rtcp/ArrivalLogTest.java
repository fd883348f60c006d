package dev.rtcrooms.sfu.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.bytes.BigEndian;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Reads the feedback as draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1 says. */
class ArrivalLogTest {

  private final ArrivalLog log = new ArrivalLog();
  private int feedbacks;

  /** The arrival of each packet of one feedback in microseconds; -1 if it is missing. */
  private Map<Integer, Long> write() {
    int length = log.write(1, 2);
    byte[] bytes = log.bytes();
    assertThat(length % 4).isZero();
    assertThat(bytes[0] & 0xDF).isEqualTo(0x8F);
    assertThat(bytes[1] & 0xFF).isEqualTo(205);
    assertThat(BigEndian.int16(bytes, 2)).isEqualTo(length / 4 - 1);
    assertThat(bytes[19]).isEqualTo((byte) feedbacks++);
    int base = BigEndian.int16(bytes, 12);
    int count = BigEndian.int16(bytes, 14);
    long time = (BigEndian.int32(bytes, 16) >>> 8) * 64_000L;
    int[] symbols = new int[count + 7];
    int at = 20;
    for (int i = 0; i < count; at += 2) {
      int chunk = BigEndian.int16(bytes, at);
      boolean run = (chunk & 0x8000) == 0;
      int covered = run ? chunk & 0x1FFF : 7;
      for (int k = 0; k < covered; k++) {
        int symbol = run ? chunk >> 13 : chunk >> (12 - 2 * k) & 3;
        symbols[Math.min(i + k, count + 6)] = symbol;
      }
      i += covered;
    }
    Map<Integer, Long> arrivals = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      long delta = symbols[i] == 1 ? bytes[at] & 0xFF : (short) BigEndian.int16(bytes, at);
      at += symbols[i];
      time += symbols[i] == 0 ? 0 : delta * 250;
      arrivals.put((base + i) & 0xFFFF, symbols[i] == 0 ? -1 : time);
    }
    int padding = (bytes[0] & 0x20) != 0 ? bytes[length - 1] : 0;
    assertThat(at + padding).isEqualTo(length);
    return arrivals;
  }

  @Test
  void nothingIsPendingAtFirst() {
    assertThat(log.isPending()).isFalse();
    assertThat(log.write(1, 2)).isZero();
  }

  @Test
  void reportsArrivalsAndGaps() {
    log.received(65_535, 64_000);
    log.received(1, 65_000);
    log.received(2, 64_500);
    assertThat(write()).isEqualTo(Map.of(65_535, 64_000L, 0, -1L, 1, 65_000L, 2, 64_500L));
    assertThat(log.isPending()).isFalse();
    log.received(5, 200_000);
    assertThat(write()).isEqualTo(Map.of(3, -1L, 4, -1L, 5, 200_000L));
  }

  @Test
  void aLatePacketIsReportedWithWhatFollowsIt() {
    log.received(1, 64_000);
    log.received(3, 64_250);
    write();
    log.received(2, 70_000);
    assertThat(write()).isEqualTo(Map.of(2, 70_000L, 3, 64_250L));
  }

  @Test
  void duplicatesKeepTheFirstArrival() {
    log.received(1, 64_000);
    log.received(1, 99_000);
    assertThat(write()).isEqualTo(Map.of(1, 64_000L));
  }

  @Test
  void aLongPauseBeginsAnotherFeedback() {
    log.received(1, 64_000);
    log.received(2, 64_000 + 9_000_000);
    assertThat(write()).isEqualTo(Map.of(1, 64_000L));
    assertThat(log.isPending()).isTrue();
    assertThat(write()).containsOnlyKeys(2);
    assertThat(log.isPending()).isFalse();
  }

  @Test
  void reportsEveryPacketOfALossyStream() {
    Random random = new Random(3);
    long now = 1_000_000;
    Map<Integer, Long> sent = new TreeMap<>();
    Map<Integer, Long> reported = new TreeMap<>();
    for (int i = 0; i < 50_000; i++) {
      now += random.nextInt(3000);
      if (random.nextInt(10) > 0) {
        log.received(i, now);
        sent.put(i, now);
      }
      if (i % 700 == 699) {
        while (log.isPending()) {
          write()
              .forEach(
                  (number, time) -> {
                    if (time >= 0) {
                      reported.put(number, time);
                    }
                  });
        }
      }
    }
    sent.keySet().removeIf(number -> number >= 50_000 / 700 * 700);
    assertThat(reported.keySet()).isEqualTo(sent.keySet());
    reported.forEach(
        (number, time) -> assertThat(Math.abs(time - sent.get(number))).isLessThan(500));
  }
}
