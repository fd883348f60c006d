package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.rtp.RtpPacket;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Which section and layer a packet belongs to. */
class SourceNamesTest {

  private static final int MID = 4;
  private static final int RID = 10;
  private static final int REPAIRED_RID = 11;
  private static final ExtensionIds IDS = new ExtensionIds(MID, RID, REPAIRED_RID, 0, 0, 0);

  private final SourceNames names = new SourceNames();

  /** Extensions of one byte each (RFC 8285 §4.2). */
  private SourceNames.Name of(int ssrc, Object... extensions) {
    ByteBuffer bytes = ByteBuffer.allocate(100);
    int words = extensions.length / 2;
    bytes.put((byte) (extensions.length == 0 ? 0x80 : 0x90)).put((byte) 96).putShort((short) 1);
    bytes.putInt(1).putInt(ssrc);
    if (words > 0) {
      bytes.putInt(0xBEDE0000 | words);
    }
    for (int i = 0; i < extensions.length; i += 2) {
      bytes.put((byte) ((int) extensions[i] << 4)).put((byte) (char) extensions[i + 1]);
      bytes.putShort((short) 0);
    }
    bytes.putInt(0);
    RtpPacket packet = new RtpPacket();
    assertThat(packet.read(bytes.array(), 0, bytes.position())).isTrue();
    return names.of(packet, IDS);
  }

  @Test
  void areRememberedWhenLaterPacketsLeaveThemOut() {
    assertThat(of(7, MID, '1', RID, 'h')).isEqualTo(new SourceNames.Name("1", "h", null));
    assertThat(of(8, MID, '1', REPAIRED_RID, 'h')).isEqualTo(new SourceNames.Name("1", null, "h"));

    assertThat(of(7)).isEqualTo(new SourceNames.Name("1", "h", null));
    assertThat(of(8)).isEqualTo(new SourceNames.Name("1", null, "h"));
    assertThat(of(9)).isEqualTo(new SourceNames.Name(null, null, null));
  }

  @Test
  void areReplacedByLaterOnes() {
    of(7, MID, '1', RID, 'h');

    assertThat(of(7, MID, '2')).isEqualTo(new SourceNames.Name("2", "h", null));
  }

  @Test
  void areForgottenOfTheOldestSources() {
    for (int ssrc = 1; ssrc <= 100; ssrc++) {
      of(ssrc, MID, '1');
    }

    assertThat(of(100).mid()).isEqualTo("1");
    assertThat(of(1).mid()).isNull();
  }
}
