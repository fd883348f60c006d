package dev.rtcrooms.sfu.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArrivalReaderTest {

  private final List<String> heard = new ArrayList<>();

  private final RtcpHandler handler =
      new RtcpHandler() {
        @Override
        public void arrival(int number, long micros) {
          heard.add(number + (micros == MISSING ? " missing" : " at " + micros));
        }
      };

  private boolean read(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return RtcpReader.read(bytes, 0, bytes.length, handler);
  }

  @Test
  void readsWhatTheLogWrites() {
    ArrivalLog log = new ArrivalLog();
    log.received(65_534, 64_000);
    log.received(65_535, 64_250);
    log.received(2, 300_000);
    log.received(1, 164_000);
    int length = log.write(1, 2);
    assertThat(RtcpReader.read(log.bytes(), 0, length, handler)).isTrue();
    assertThat(heard)
        .containsExactly(
            "65534 at 64000", "65535 at 64250", "0 missing", "1 at 164000", "2 at 300000");
  }

  @Test
  void readsEachKindOfChunk() {
    // A run of 2 small deltas, 14 of one bit, 7 of two bits.
    assertThat(
            read(
                "afcd0008 00000001 00000002 00050017 00000101 2002 a001 e400 0404 0404"
                    + " fff8 05000003"))
        .isTrue();
    assertThat(heard).hasSize(23);
    assertThat(heard)
        .startsWith("5 at 65000", "6 at 66000", "7 at 67000", "8 missing")
        .contains("20 at 68000", "21 at 66000", "22 at 67250");
  }

  @Test
  void theClockBeginsAgain() {
    assertThat(read("8fcd0005 00000001 00000002 00050001 ffffff01 2001ff00")).isTrue();
    assertThat(heard.get(0)).isEqualTo("5 at " + (0xFFFFFFL * 64_000 + 63_750));
  }

  @Test
  void refusesWhatIsIncompleteOrTooLong() {
    assertThat(read("8fcd0004 00000001 00000002 00050001 00000101")).isFalse();
    assertThat(read("8fcd0005 00000001 00000002 00050008 00000101 20080404")).isFalse();
    assertThat(read("8fcd0005 00000001 00000002 00050001 00000101 60010000")).isFalse();
    assertThat(read("8fcd0009 00000001 00000002 0005ffff 00000101" + "1fff1fff".repeat(5)))
        .isFalse();
  }

  @Test
  void survivesAnyBytes() {
    Random random = new Random(3);
    byte[] bytes = new byte[64];
    for (int i = 0; i < 100_000; i++) {
      random.nextBytes(bytes);
      bytes[0] = (byte) 0x8F;
      bytes[1] = (byte) 205;
      bytes[2] = 0;
      bytes[3] = 15;
      RtcpReader.read(bytes, 0, bytes.length, handler);
      heard.clear();
    }
  }
}
