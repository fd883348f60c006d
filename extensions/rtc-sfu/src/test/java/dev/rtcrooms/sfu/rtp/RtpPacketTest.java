package dev.rtcrooms.sfu.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPacketTest {

  private final RtpPacket packet = new RtpPacket();

  private boolean read(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return packet.read(bytes, 0, bytes.length);
  }

  @Test
  void readsAHeader() {
    assertThat(read("80 e0 1234 00000005 deadbeef 010203")).isTrue();
    assertThat(packet.marker()).isTrue();
    assertThat(packet.payloadType()).isEqualTo(96);
    assertThat(packet.sequence()).isEqualTo(0x1234);
    assertThat(packet.timestamp()).isEqualTo(5);
    assertThat(packet.ssrc()).isEqualTo(0xdeadbeef);
    assertThat(packet.payloadLength()).isEqualTo(3);
    assertThat(packet.extension(1)).isEqualTo(RtpPacket.ABSENT);
  }

  @Test
  void readsExtensionsOfOneByteHeaders() {
    assertThat(read("90 60 0001 00000005 00000001 bede0002 10aa 00 32010203 00 ff")).isTrue();
    assertThat(packet.bytes()[packet.extension(1)]).isEqualTo((byte) 0xaa);
    assertThat(packet.extensionLength(3)).isEqualTo(3);
    assertThat(packet.payloadLength()).isEqualTo(1);
  }

  @Test
  void readsExtensionsOfTwoByteHeaders() {
    assertThat(read("90 60 0001 00000005 00000001 10000002 0101aa 1400 000000 ff")).isTrue();
    assertThat(packet.bytes()[packet.extension(1)]).isEqualTo((byte) 0xaa);
    assertThat(packet.extensionLength(0x14)).isZero();
    assertThat(packet.extension(2)).isEqualTo(RtpPacket.ABSENT);
  }

  @Test
  void anIdOfZeroWithALengthEndsTheExtensions() {
    assertThat(read("90 60 0001 00000005 00000001 bede0002 10aa 01bbbb 20cc 00 ff")).isTrue();
    assertThat(packet.extension(1)).isNotEqualTo(RtpPacket.ABSENT);
    assertThat(packet.extension(0)).isEqualTo(RtpPacket.ABSENT);
    assertThat(packet.extension(2)).isEqualTo(RtpPacket.ABSENT);
    assertThat(packet.payloadLength()).isEqualTo(1);
  }

  @Test
  void anEarlierPacketsExtensionsAreGone() {
    assertThat(read("90 60 0001 00000005 00000001 bede0001 10aa0000 ff")).isTrue();
    assertThat(read("80 60 0002 00000005 00000001 ff")).isTrue();
    assertThat(packet.extension(1)).isEqualTo(RtpPacket.ABSENT);
  }

  @Test
  void cutsPadding() {
    assertThat(read("a0 60 0001 00000005 00000001 ff 0003 03")).isTrue();
    assertThat(packet.payloadLength()).isEqualTo(1);
    assertThat(read("a0 60 0001 00000005 00000001 0002")).isTrue();
    assertThat(packet.payloadLength()).isZero();
    assertThat(read("a0 60 0001 00000005 00000001 0004")).isFalse();
    assertThat(read("a0 60 0001 00000005 00000001 0000")).isFalse();
  }

  @Test
  void refusesWhatIsTooShortForItsHeader() {
    assertThat(read("80 60 0001 00000005 000000")).isFalse();
    assertThat(read("40 60 0001 00000005 00000001")).isFalse();
    assertThat(read("81 60 0001 00000005 00000001")).isFalse();
    assertThat(read("90 60 0001 00000005 00000001 bede0001")).isFalse();
    assertThat(read("90 60 0001 00000005 00000001 bede0001 1faa0000")).isFalse();
  }

  @Test
  void restoresTheRepeatedPacket() {
    byte[] repeated = HexFormat.of().parseHex("90e1000700000005000000eebede000110aa00001234010203");
    assertThat(packet.read(repeated, 0, repeated.length)).isTrue();
    assertThat(packet.restore(0xdeadbeef, 96)).isTrue();
    assertThat(packet.sequence()).isEqualTo(0x1234);
    assertThat(packet.ssrc()).isEqualTo(0xdeadbeef);
    assertThat(packet.payloadType()).isEqualTo(96);
    assertThat(packet.marker()).isTrue();
    assertThat(packet.bytes()[packet.extension(1)]).isEqualTo((byte) 0xaa);
    int payload = packet.payload();
    assertThat(Arrays.copyOfRange(packet.bytes(), payload, payload + packet.payloadLength()))
        .containsExactly(1, 2, 3);
  }

  @Test
  void aRetransmissionThatOnlyPadsRepeatsNothing() {
    assertThat(read("a0 61 0007 00000005 000000ee 00000004")).isTrue();
    assertThat(packet.restore(1, 96)).isFalse();
  }

  @Test
  void writesExtensionsAnew() {
    assertThat(read("90 60 0001 00000005 00000001 bede0002 10aa 00 32010203 00 0708")).isTrue();
    RtpWriter writer = new RtpWriter();
    writer.begin(true, 111, 0x10002, 0x100000003L, 0x0a0b0c0d);
    writer.copyExtension(5, packet, 3);
    writer.copyExtension(6, packet, 9);
    writer.copyExtension(0, packet, 1);
    writer.endExtensions();
    writer.append(packet.bytes(), packet.payload(), packet.payloadLength());
    assertThat(HexFormat.of().formatHex(writer.bytes(), 0, writer.length()))
        .isEqualTo("90ef0002000000030a0b0c0dbede0001520102030708");
    assertThat(writer.header()).isEqualTo(20);
  }

  @Test
  void survivesRandomPackets() {
    Random random = new Random(5);
    for (int i = 0; i < 300_000; i++) {
      byte[] bytes = new byte[random.nextInt(48)];
      random.nextBytes(bytes);
      if (bytes.length > 14) {
        bytes[0] = (byte) (0x80 | (bytes[0] & 0x31));
        bytes[12] = (byte) 0xBE;
        bytes[13] = (byte) 0xDE;
        bytes[14] = 0;
      }
      if (packet.read(bytes, 0, bytes.length)) {
        assertThat(packet.payloadLength()).isNotNegative();
        packet.restore(1, 2);
      }
    }
  }
}
