package dev.rtcrooms.sfu.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * The test vectors of RFC 3711 appendix B and of RFC 7714 §16 and §17, and the known answers of
 * libSRTP (test/srtp_driver.c), because RFC 3711 has no whole packets.
 */
class SrtpVectorsTest {

  private static final String KEY = "000102030405060708090a0b0c0d0e0f";
  private static final String SALT = "517569642070726f2071756f";

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  private static String hex(byte[] bytes, int length) {
    return HexFormat.of().formatHex(bytes, 0, length);
  }

  /** RFC 3711 B.3. */
  @Test
  void derivesSessionKeys() {
    KeyDerivation keys =
        new KeyDerivation(
            hex("E1F97A0D3E018BE0D64FA32C06DE4139"), hex("0EC675AD498AFEEBB6960B3AABE6"));
    assertThat(keys.key(false)).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
    assertThat(keys.salt(false, 14)).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
    assertThat(keys.authentication(false))
        .isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
  }

  /** RFC 3711 B.2: the key stream is what zeros become. */
  @Test
  void makesTheKeyStreamOfCounterMode() {
    CounterCipher cipher =
        new CounterCipher(
            hex("2B7E151628AED2A6ABF7158809CF4F3C"),
            hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"),
            new byte[20]);
    byte[] packet = new byte[12 + 48 + 10];
    assertThat(cipher.protect(packet, 0, 12, 12 + 48, 0, 0)).isEqualTo(packet.length);
    assertThat(Arrays.copyOfRange(packet, 12, 60))
        .isEqualTo(
            hex(
                "E03EAD0935C95E80E166B16DD92B4EB4"
                    + "D23513162B02D0F72A43A2FE4A5F97AB"
                    + "41E95B3BB0A2E8DD477901E4FCA894C0"));
  }

  private static final byte[] CM_KEY = hex("e1f97a0d3e018be0d64fa32c06de4139");
  private static final byte[] CM_SALT = hex("0ec675ad498afeebb6960b3aabe6");

  private static SrtpSender counterSender() {
    return new SrtpSender(SrtpProfile.AES128_CM_SHA1_80, CM_KEY, CM_SALT);
  }

  private static SrtpReceiver counterReceiver() {
    return new SrtpReceiver(SrtpProfile.AES128_CM_SHA1_80, CM_KEY, CM_SALT, 1);
  }

  /** libSRTP, {@code srtp_validate}. */
  @Test
  void protectsMediaByCounterModeAsLibsrtpDoes() {
    String clear = "800f1234decafbadcafebabe" + "ab".repeat(16);
    String secret = "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb";
    byte[] packet = Arrays.copyOf(hex(clear), 28 + SrtpSender.MAX_OVERHEAD);
    int length = counterSender().protect(packet, 0, 12, 28, 0x1234);
    assertThat(hex(packet, length)).isEqualTo(secret);
    int open = counterReceiver().unprotect(packet, 0, length);
    assertThat(hex(packet, open)).isEqualTo(clear);
  }

  /** libSRTP, {@code srtp_validate}. */
  @Test
  void protectsReportsByCounterModeAsLibsrtpDoes() {
    String clear = "81c8000bcafebabe" + "ab".repeat(16);
    String secret = "81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798";
    byte[] packet = Arrays.copyOf(hex(clear), 24 + SrtpSender.MAX_OVERHEAD);
    int length = counterSender().protectControl(packet, 0, 24);
    assertThat(hex(packet, length)).isEqualTo(secret);
    int open = counterReceiver().unprotectControl(packet, 0, length);
    assertThat(hex(packet, open)).isEqualTo(clear);
  }

  /** RFC 7714 §16.1.1 and §16.1.2. */
  @Test
  void protectsMediaByGcm() {
    String clear =
        "8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e697320646976"
            + "69736120696e207061727465732074726573";
    String secret =
        "8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a"
            + "51c7d19b36de3adf8833899d7f27beb16a9152cf765ee4390cce";
    byte[] packet = Arrays.copyOf(hex(clear), hex(clear).length + 16);
    GcmCipher sender = new GcmCipher(hex(KEY), hex(SALT), true);
    int length = sender.protect(packet, 0, 12, packet.length - 16, 0x5501a0b2, 0xf17b);
    assertThat(hex(packet, length)).isEqualTo(secret);
    GcmCipher receiver = new GcmCipher(hex(KEY), hex(SALT), false);
    int open = receiver.unprotect(packet, 0, 12, length, 0x5501a0b2, 0xf17b);
    assertThat(hex(packet, open)).isEqualTo(clear);
  }

  /** RFC 7714 §17.1 and §17.2. */
  @Test
  void protectsReportsByGcm() {
    String clear =
        "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61"
            + "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
    String secret =
        "81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32d"
            + "c676a5f1730d6fda4ce09b4686303ded0bb9275bc84aa45896cf4d2fc5abf872"
            + "45d9eade800005d4";
    byte[] packet = Arrays.copyOf(hex(clear), hex(clear).length + 20);
    GcmCipher sender = new GcmCipher(hex(KEY), hex(SALT), true);
    int length = sender.protectControl(packet, 0, packet.length - 20, 0x4d617273, 0x5d4);
    assertThat(hex(packet, length)).isEqualTo(secret);
    GcmCipher receiver = new GcmCipher(hex(KEY), hex(SALT), false);
    assertThat(receiver.controlIndex(packet, 0, length)).isEqualTo(0x5d4);
    int open = receiver.unprotectControl(packet, 0, length, 0x4d617273);
    assertThat(hex(packet, open)).isEqualTo(clear);
  }
}
