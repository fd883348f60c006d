package dev.rtcrooms.sfu.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VideoCodecTest {

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @ParameterizedTest
  @CsvSource({
    "VP8, 1000, true", // S, keyframe
    "VP8, 1001, false", // interframe
    "VP8, 1100, false", // another partition
    "VP8, 0000, false", // not the start
    "VP8, 90e0812305c010, true", // all extensions
    "VP8, 90e0812305c011, false",
    "VP8, 90e08123, false", // cut
    "VP8, 90, false",
    "VP9, 0a, true", // B, no layers
    "VP9, 4a, false", // P
    "VP9, 02, false", // not the start
    "VP9, a88001020000, false", // a picture id of 15 bits, SID 1
    "VP9, a8800100, true",
    "VP9, a8, false",
    "H264, 6742, true", // SPS
    "H264, 6588, false", // an IDR without parameters
    "H264, 180002674200026888, true", // STAP-A
    "H264, 18000268ce000265, false",
    "H264, 7c87, true", // FU-A, start, SPS
    "H264, 7c07, false",
    "H264, 18, false",
    "AV1, 08, true",
    "AV1, 88, false",
    "AV1, 10, false"
  })
  void findsKeyframes(VideoCodec codec, String payload, boolean keyframe) {
    byte[] bytes = hex("ff" + payload);
    assertThat(codec.beginsKeyframe(bytes, 1, bytes.length - 1)).isEqualTo(keyframe);
    assertThat(codec.beginsKeyframe(bytes, 1, 0)).isFalse();
  }

  /** Baseline, 320x180 cropped from 320x192, as libx264 writes it; with emulation prevention. */
  private static final String SPS = "6742c00dd901419f9e10000003001000000303c0f1429960";

  @ParameterizedTest
  @CsvSource({
    "VP8, 90808001100000 9d012a 8002 6801 aa, 640, 360",
    "VP8, 10000000 9d012b 8002 6801 aa, 0, 0", // another start code
    "VP9, ba8001001801 4000b4010401 82498342 0013f00b30 11, 320, 180", // with a structure
    "VP9, 08 82498342 0013f00b30, 320, 180",
    "VP9, 08 82498341 0013f00b30, 0, 0", // another sync code
    "VP9, 08, 0, 0",
    "H264, " + SPS + ", 320, 180",
    "H264, 78 0018 " + SPS + " 0005 68cb83cb20, 320, 180", // STAP-A
    "H264, 78 0002 0910 0018 " + SPS + ", 320, 180", // after a delimiter
    "H264, 78 00ff " + SPS + ", 320, 180", // the unit is cut
    "H264, 7c87 42c00d, 0, 0", // a fragment
    "AV1, 18 08 00000024457e3e00c004, 352, 288",
    "AV1, 28 01 10 08 00000024457e3e00c004, 352, 288", // after a delimiter
    "AV1, 08 0b 08 00000024457e3e00c004, 352, 288", // with a length
    "AV1, 18 30 aabbcc, 0, 0", // without a sequence header
    "AV1, 28 80, 0, 0",
    "AV1, 28 7f 08, 1, 1" // cut
  })
  void readsTheSizeOfThePicture(VideoCodec codec, String payload, int width, int height) {
    byte[] bytes = hex("ff" + payload.replace(" ", ""));
    assertThat(codec.beginsKeyframe(bytes, 1, bytes.length - 1)).isTrue();
    assertThat(codec.pictureSize(bytes, 1, bytes.length - 1))
        .isEqualTo(new PictureSize(width, height));
  }

  @ParameterizedTest
  @EnumSource
  void anyPayloadHasASizeOrNone(VideoCodec codec) {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(40)];
      random.nextBytes(bytes);
      if (codec.beginsKeyframe(bytes, 0, bytes.length)) {
        PictureSize size = codec.pictureSize(bytes, 0, bytes.length);
        assertThat(size.isKnown() || size.equals(PictureSize.UNKNOWN)).isTrue();
      }
    }
  }

  @Test
  void renumbersADescriptorOfVp8() {
    byte[] bytes = hex("90e0812305c010");
    assertThat(Vp8.descriptorLength(bytes, 0, bytes.length)).isEqualTo(6);
    assertThat(Vp8.pictureId(bytes, 0)).isEqualTo(0x123);
    assertThat(Vp8.tl0PicIdx(bytes, 0)).isEqualTo(5);
    assertThat(Vp8.temporalLayer(bytes, 0)).isEqualTo(3);
    Vp8.renumber(bytes, 0, 0x8FFF, 0x1FE);
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("90e08ffffec010");
  }

  @Test
  void absentFieldsOfVp8StayAbsent() {
    byte[] bytes = hex("1000");
    Vp8.renumber(bytes, 0, 77, 88);
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("1000");
    assertThat(Vp8.pictureId(bytes, 0)).isEqualTo(Vp8.ABSENT);
    assertThat(Vp8.tl0PicIdx(bytes, 0)).isEqualTo(Vp8.ABSENT);
    byte[] shortId = hex("90807710");
    Vp8.renumber(shortId, 0, 0x81, 9);
    assertThat(HexFormat.of().formatHex(shortId)).isEqualTo("90800110");
    byte[] layer = hex("9060054010");
    assertThat(Vp8.tl0PicIdx(layer, 0)).isEqualTo(5);
    assertThat(Vp8.temporalLayer(layer, 0)).isEqualTo(1);
  }
}
