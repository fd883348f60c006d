package dev.rtcrooms.sfu.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpTest {

  private final RtcpWriter writer = new RtcpWriter();
  private final List<String> heard = new ArrayList<>();
  private final RtcpHandler handler =
      new RtcpHandler() {
        @Override
        public void senderReport(int ssrc, long ntp, long timestamp) {
          heard.add("SR %x %x %x".formatted(ssrc, ntp, timestamp));
        }

        @Override
        public void report(int ssrc, int fractionLost, int lost, int lastReport, long delay) {
          heard.add("RR %x %d %d %x %d".formatted(ssrc, fractionLost, lost, lastReport, delay));
        }

        @Override
        public void nack(int ssrc, int sequence, int following) {
          heard.add("NACK %x %d %x".formatted(ssrc, sequence, following));
        }

        @Override
        public void keyframe(int ssrc) {
          heard.add("PLI %x".formatted(ssrc));
        }

        @Override
        public void bandwidth(long bitsPerSecond) {
          heard.add("REMB " + bitsPerSecond);
        }
      };

  private boolean read(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return RtcpReader.read(bytes, 0, bytes.length, handler);
  }

  @Test
  void readsWhatItWrites() {
    writer.senderReport(0xabcd, 0x1122334455667788L, 0x199887766L, 7, 8, "somebody");
    writer.receiverReport(1, 2, 3, 4, 5, 6, 0x7777, 8);
    writer.receiverReport(1, 9, 255, -1, 5, 6, 0, 0);
    writer.keyframe(1, 0xbeef);
    writer.nack(1, 2, new long[] {65_535, 65_536, 65_551, 65_552, 65_600}, 5);
    assertThat(RtcpReader.read(writer.bytes(), 0, writer.length(), handler)).isTrue();
    assertThat(heard)
        .containsExactly(
            "SR abcd 1122334455667788 99887766",
            "RR 2 3 4 7777 8",
            "RR 9 255 0 0 0",
            "PLI beef",
            "NACK 2 65535 8001",
            "NACK 2 16 0",
            "NACK 2 64 0");
  }

  @Test
  void aReceiverReportHasAtMost31Blocks() {
    for (int ssrc = 0; ssrc < 40; ssrc++) {
      writer.receiverReport(1, ssrc, 0, 0, 0, 0, 0, 0);
    }
    assertThat(RtcpReader.read(writer.bytes(), 0, writer.length(), handler)).isTrue();
    assertThat(heard).hasSize(40);
  }

  @Test
  void readsRequestsOfReceivers() {
    assertThat(read("84ce0004 00000001 00000000 0000beef 01000000")).isTrue(); // FIR
    assertThat(read("8fce0005 00000001 00000000 52454d42 01 13e8 00 0000beef")).isTrue();
    assertThat(heard).containsExactly("PLI beef", "REMB 4096000");
  }

  @Test
  void skipsWhatItDoesNotKnow() {
    assertThat(read("80cf0001 00000001 81ce0002 00000001 0000beef")).isTrue();
    assertThat(heard).containsExactly("PLI beef");
  }

  @Test
  void refusesWhatIsCut() {
    assertThat(read("81ce0002 00000001")).isFalse();
    assertThat(read("81ce0001 00000001")).isFalse();
    assertThat(read("81c90001 00000001")).isFalse();
    assertThat(read("01ce0000")).isFalse();
    assertThat(read("")).isFalse();
    assertThat(heard).isEmpty();
  }

  @Test
  void survivesRandomPackets() {
    Random random = new Random(11);
    for (int i = 0; i < 300_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      if (bytes.length > 3) {
        bytes[0] = (byte) (0x80 | (bytes[0] & 0x3F));
        bytes[1] = (byte) (200 + random.nextInt(8));
        bytes[2] = 0;
        bytes[3] &= 15;
      }
      RtcpReader.read(bytes, 0, bytes.length, handler);
      heard.clear();
    }
  }
}
