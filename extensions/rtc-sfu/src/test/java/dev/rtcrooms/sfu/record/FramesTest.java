package dev.rtcrooms.sfu.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FramesTest {

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  /** Digits of two, filled up with zeros, as hexadecimal digits. */
  private static String bytes(String bits) {
    StringBuilder all = new StringBuilder(bits.replace(" ", ""));
    while (all.length() % 8 != 0) {
      all.append('0');
    }
    byte[] bytes = new byte[all.length() / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(all.substring(8 * i, 8 * i + 8), 2);
    }
    return HexFormat.of().formatHex(bytes);
  }

  private static CodedFrame frame(Depacketizer codec, String... packets) {
    for (String packet : packets) {
      codec.add(hex(packet));
    }
    return codec.end();
  }

  @Test
  void vp8LosesItsDescriptors() {
    Vp8Frames vp8 = new Vp8Frames();
    // keyframe of 640x360 in two packets, with a picture id of 15 bits
    CodedFrame key = frame(vp8, "9080 8001 10 00 00 9d012a 8002 6801 aa", "8080 8001 bb cc");
    assertThat(key.data()).isEqualTo(hex("10 00 00 9d012a 8002 6801 aa bb cc"));
    assertThat(key.entry().codec()).isEqualTo("V_VP8");
    assertThat(key.entry().width()).isEqualTo(640);
    assertThat(key.entry().height()).isEqualTo(360);
    CodedFrame inter = frame(vp8, "10 11 22");
    assertThat(inter.data()).isEqualTo(hex("11 22"));
    assertThat(inter.entry()).isNull();
  }

  @Test
  void malformedVp8IsNoFrame() {
    Vp8Frames vp8 = new Vp8Frames();
    assertThat(frame(vp8, "00 11 22")).isNull(); // does not begin a frame
    assertThat(frame(vp8, "90 80")).isNull(); // the descriptor is cut
    assertThat(frame(vp8, "10 10 00")).isNull(); // a keyframe without a size
    assertThat(frame(vp8)).isNull();
    assertThat(frame(vp8, "10 11 22")).isNotNull();
  }

  /** Baseline, 320x180 cropped from 320x192, as libx264 writes it; with emulation prevention. */
  private static final String SPS = "67 42c00d d9 0141 9f9e 1000 0003 0010 0000 0303 c0f1 4299 60";

  private static final String PPS = "68 cb83 cb20";

  @Test
  void h264BecomesUnitsWithLengths() {
    H264Frames h264 = new H264Frames();
    CodedFrame key =
        frame(
            h264,
            "78 0015" + SPS.replace(" ", "") + "0005" + PPS.replace(" ", ""),
            "7c 85 aabb",
            "7c 05 cc",
            "7c 45 dd");
    assertThat(key).isNull(); // the size of the aggregate's first unit is wrong
    int length = hex(SPS).length;
    String aggregate = "78 00%02x%s 0005%s".formatted(length, SPS, PPS);
    key = frame(h264, aggregate, "7c 85 aabb", "7c 05 cc", "7c 45 dd");
    assertThat(key.data())
        .isEqualTo(
            hex("000000%02x %s 00000005 %s 00000005 65aabbccdd".formatted(length, SPS, PPS)));
    assertThat(key.entry().codec()).isEqualTo("V_MPEG4/ISO/AVC");
    assertThat(key.entry().width()).isEqualTo(320);
    assertThat(key.entry().height()).isEqualTo(180);
    assertThat(key.entry().setup())
        .isEqualTo(hex("01 42c00d ff e1 00%02x %s 01 0005 %s".formatted(length, SPS, PPS)));
    CodedFrame inter = frame(h264, "41 0102");
    assertThat(inter.data()).isEqualTo(hex("00000003 41 0102"));
    assertThat(inter.entry()).isNull();
  }

  @Test
  void incompleteH264IsNoFrame() {
    H264Frames h264 = new H264Frames();
    assertThat(frame(h264, "7c 85 aabb", "7c 05 cc")).isNull();
    assertThat(frame(h264, "7c 05 aabb", "7c 45 cc")).isNull();
    assertThat(frame(h264, "7c 85 aabb", "41 01")).isNull();
    assertThat(frame(h264, "65 aabb")).isNull(); // a keyframe without parameters
    assertThat(frame(h264, "41 01")).isNotNull();
  }

  @Test
  void vp9LosesItsDescriptors() {
    Vp9Frames vp9 = new Vp9Frames();
    // I, L, F, B and V: a picture id of 15 bits, layers, and a structure of one layer
    CodedFrame key =
        frame(
            vp9, "ba 8001 00 18 0140 00b4 01 04 01 82 49 83 42 00 13f0 0b30 11", "b0 8001 00 2233");
    assertThat(key.entry().codec()).isEqualTo("V_VP9");
    assertThat(key.entry().width()).isEqualTo(320);
    assertThat(key.entry().height()).isEqualTo(180);
    assertThat(key.data()).isEqualTo(hex("82 49 83 42 00 13f0 0b30 11 2233"));
    CodedFrame inter = frame(vp9, "d8 8002 02 86 00"); // P, with one reference
    assertThat(inter.data()).isEqualTo(hex("86 00"));
    assertThat(inter.entry()).isNull();
  }

  @Test
  void av1UnitsGetTheirSizes() {
    Av1Frames av1 = new Av1Frames();
    // profile 0, one operating point of level 4, 352 x 288, and no tools
    String bits =
        "000 0 0 0 0 00000 000000000000 00100 1000 1000 101011111 100011111 0"
            + "000 0000 0 1 1 000 0 0 0 0 00 0 0 1";
    String header = bytes(bits);
    int length = header.length() / 2;
    String sized = "0a%02x%s".formatted(length, header);
    CodedFrame key = frame(av1, "68 %02x 08 %s 30 aa".formatted(length + 1, header), "90 bbcc");
    assertThat(key.data()).isEqualTo(hex(sized + "32 03 aabbcc"));
    assertThat(key.entry().codec()).isEqualTo("V_AV1");
    assertThat(key.entry().width()).isEqualTo(352);
    assertThat(key.entry().height()).isEqualTo(288);
    assertThat(key.entry().setup()).isEqualTo(hex("81 04 0c 00" + sized));
    assertThat(frame(av1, "50 30 aabb")).isNull(); // goes on
    assertThat(frame(av1, "90 30 aabb")).isNull(); // has not begun
    CodedFrame inter = frame(av1, "50 30 aabb", "90 cc");
    assertThat(inter.data()).isEqualTo(hex("32 03 aabbcc"));
    assertThat(inter.entry()).isNull();
  }

  @Test
  void anOpusPacketSaysHowLongItIs() {
    assertThat(OpusDuration.micros(hex("78"))).isEqualTo(20_000); // hybrid, one frame
    assertThat(OpusDuration.micros(hex("fc"))).isEqualTo(20_000);
    assertThat(OpusDuration.micros(hex("f9"))).isEqualTo(40_000);
    assertThat(OpusDuration.micros(hex("1b 03"))).isEqualTo(180_000);
    assertThat(OpusDuration.micros(hex("e0"))).isEqualTo(2_500);
  }
}
