package dev.rtcrooms.sfu.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FragmentGuardTest {

  /** A record of epoch 0 with a ClientHello's fragment. */
  private static byte[] hello(String declared, String offset, String length, int carried) {
    int body = 12 + carried;
    return HexFormat.of()
        .parseHex(
            "16fefd0000000000000000%04x".formatted(body)
                + ("01" + declared + "0000" + offset + length)
                + "00".repeat(carried));
  }

  private static boolean accepts(byte[] datagram) {
    return FragmentGuard.accepts(datagram, 0, datagram.length);
  }

  @Test
  void acceptsAMessageInFragments() {
    assertThat(accepts(hello("000585", "000000", "000020", 32))).isTrue();
    assertThat(accepts(hello("000585", "000565", "000020", 32))).isTrue();
    assertThat(accepts(hello("004000", "000000", "000001", 1))).isTrue();
  }

  @Test
  void refusesAMessageThatDeclaresSixteenMebibytes() {
    assertThat(accepts(hello("ffffff", "000000", "000001", 1))).isFalse();
    assertThat(accepts(hello("004001", "000000", "000001", 1))).isFalse();
  }

  @Test
  void refusesOneBehindAnotherInARecord() {
    String first = "010000010000" + "000000000001" + "aa";
    String second = "01ffffff0000" + "000000000001" + "aa";
    byte[] datagram = HexFormat.of().parseHex("16fefd0000000000000000001a" + first + second);
    assertThat(accepts(datagram)).isFalse();
    byte[] fine = HexFormat.of().parseHex("16fefd0000000000000000001a" + first + first);
    assertThat(accepts(fine)).isTrue();
  }

  @Test
  void refusesFragmentsBeyondTheirMessageOrRecord() {
    assertThat(accepts(hello("000010", "000000", "000020", 32))).isFalse();
    assertThat(accepts(hello("000585", "000000", "000040", 32))).isFalse();
    assertThat(accepts(new byte[12])).isFalse();
    assertThat(accepts(new byte[0])).isFalse();
  }

  @Test
  void passesEncryptedRecordsOn() {
    byte[] encrypted = HexFormat.of().parseHex("16fefd00010000000000000004ffffffff");
    assertThat(accepts(encrypted)).isTrue();
  }

  @Test
  void survivesRandomDatagrams() {
    Random random = new Random(2);
    for (int i = 0; i < 300_000; i++) {
      byte[] datagram = hello("000585", "000000", "000020", 32);
      for (int k = 0; k < 3; k++) {
        datagram[random.nextInt(datagram.length)] = (byte) random.nextInt();
      }
      FragmentGuard.accepts(datagram, 0, random.nextInt(datagram.length + 1));
    }
  }
}
