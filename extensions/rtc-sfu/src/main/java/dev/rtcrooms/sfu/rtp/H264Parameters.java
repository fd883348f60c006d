package dev.rtcrooms.sfu.rtp;

import dev.rtcrooms.sfu.bytes.BitReader;
import java.util.Arrays;

/** Reads sequence parameter sets of H.264 (§7.3.2.1.1). Any thread. */
public final class H264Parameters {

  private static final int[] WITH_CHROMA = {
    44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244
  };

  private H264Parameters() {}

  /**
   * Reads the size of the picture.
   *
   * @param unit the NAL unit with its header
   * @return unknown if it is malformed
   */
  public static PictureSize size(byte[] unit) {
    byte[] plain = withoutEmulation(unit);
    BitReader in = new BitReader(plain, 1);
    int profile = in.bits(8);
    in.bits(16);
    in.golomb(); // seq_parameter_set_id
    int chroma = 1;
    boolean separate = false;
    if (Arrays.binarySearch(WITH_CHROMA, profile) >= 0) {
      chroma = in.golomb();
      separate = chroma == 3 && in.flag();
      in.golomb(); // bit_depth_luma_minus8
      in.golomb(); // bit_depth_chroma_minus8
      in.flag();
      if (in.flag()) {
        skipScaling(in, chroma == 3 ? 12 : 8);
      }
    }
    in.golomb(); // log2_max_frame_num_minus4
    skipOrder(in);
    in.golomb(); // max_num_ref_frames
    in.flag();
    int width = in.golomb() + 1;
    int height = in.golomb() + 1;
    int fields = in.flag() ? 1 : 2; // frame_mbs_only_flag
    if (fields == 2) {
      in.flag();
    }
    in.flag();
    int[] crop = new int[4];
    if (in.flag()) {
      for (int i = 0; i < 4; i++) {
        crop[i] = in.golomb();
      }
    }
    boolean halfWidth = !separate && (chroma == 1 || chroma == 2);
    boolean halfHeight = !separate && chroma == 1;
    int right = (crop[0] + crop[1]) * (halfWidth ? 2 : 1);
    int bottom = (crop[2] + crop[3]) * (halfHeight ? 2 : 1) * fields;
    return PictureSize.of(16 * width - right, 16 * fields * height - bottom);
  }

  private static void skipOrder(BitReader in) {
    int type = in.golomb();
    if (type == 0) {
      in.golomb();
    } else if (type == 1) {
      in.flag();
      in.signedGolomb();
      in.signedGolomb();
      int cycle = Math.min(255, in.golomb());
      for (int i = 0; i < cycle; i++) {
        in.signedGolomb();
      }
    }
  }

  private static void skipScaling(BitReader in, int lists) {
    for (int list = 0; list < lists; list++) {
      if (in.flag()) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < (list < 6 ? 16 : 64); i++) {
          if (next != 0) {
            next = last + in.signedGolomb() & 0xFF;
          }
          last = next == 0 ? last : next;
        }
      }
    }
  }

  /** Removes the emulation prevention bytes (§7.4.1): 0, 0, 3 stands for 0, 0. */
  private static byte[] withoutEmulation(byte[] unit) {
    byte[] plain = new byte[unit.length];
    int length = 0;
    int zeros = 0;
    for (byte each : unit) {
      if (zeros >= 2 && each == 3) {
        zeros = 0;
        continue;
      }
      zeros = each == 0 ? zeros + 1 : 0;
      plain[length++] = each;
    }
    return Arrays.copyOf(plain, length);
  }
}
