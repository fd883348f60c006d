package dev.rtcrooms.sfu.rtp;

import dev.rtcrooms.sfu.bytes.BitReader;
import java.util.Arrays;

/**
 * What is needed of a sequence header of AV1 (bitstream specification §5.5). Immutable; any thread.
 *
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param setup the second and third byte of an {@code av1C} (AV1 codec ISO media file format
 *     binding §2.3.3)
 */
public record Av1Sequence(int width, int height, int setup) {

  private static final int SEQUENCE_HEADER = 1;
  private static final int TEMPORAL_DELIMITER = 2;

  /**
   * Reads a sequence header.
   *
   * @param unit an open bitstream unit, with or without its size
   * @return what it says; meaningless if it is malformed
   */
  public static Av1Sequence read(byte[] unit) {
    int from = (unit[0] & 0x04) != 0 ? 2 : 1;
    if ((unit[0] & 0x02) != 0) {
      while (from < unit.length && unit[from] < 0) {
        from++;
      }
      from++;
    }
    BitReader in = new BitReader(unit, from);
    int profile = in.bits(3);
    in.flag(); // still_picture
    boolean reduced = in.flag();
    int level = reduced ? in.bits(5) << 1 : operatingPoints(in);
    int widthBits = in.bits(4) + 1;
    int heightBits = in.bits(4) + 1;
    int width = in.bits(widthBits) + 1;
    int height = in.bits(heightBits) + 1;
    skipTools(in, reduced);
    int setup = profile << 13 | (level >> 1) << 8 | (level & 1) << 7 | colors(in, profile);
    return new Av1Sequence(width, height, setup);
  }

  /**
   * Finds the sequence header in a packet (RTP payload format for AV1 §4.4).
   *
   * @param payload that begins a coded video sequence
   * @return the unit; empty if it is not the first one, after a temporal delimiter, or is cut
   */
  static byte[] find(byte[] payload) {
    int count = payload[0] >> 4 & 3;
    int at = 1;
    for (int element = 1; element <= 2 && at < payload.length; element++) {
      int length = payload.length - at;
      if (element != count) {
        if (payload[at] < 0) {
          return new byte[0]; // longer than a delimiter and than sequence headers are
        }
        length = Math.min(payload[at], payload.length - ++at);
      }
      int type = length > 0 ? payload[at] >> 3 & 15 : 0;
      if (type == SEQUENCE_HEADER) {
        return Arrays.copyOfRange(payload, at, at + length);
      } else if (type != TEMPORAL_DELIMITER) {
        return new byte[0];
      }
      at += length;
    }
    return new byte[0];
  }

  /** The level of the first operating point, and in the lowest bit its tier. */
  private static int operatingPoints(BitReader in) {
    boolean model = false;
    int delayBits = 0;
    if (in.flag()) { // timing_info_present_flag
      in.bits(32);
      in.bits(32);
      if (in.flag()) {
        in.golomb(); // uvlc has the form of ue(v)
      }
      model = in.flag();
      if (model) {
        delayBits = in.bits(5) + 1;
        in.bits(32);
        in.bits(10);
      }
    }
    boolean display = in.flag();
    int points = in.bits(5) + 1;
    int first = 0;
    for (int i = 0; i < points; i++) {
      in.bits(12);
      int level = in.bits(5);
      int tier = level > 7 ? in.bits(1) : 0;
      first = i == 0 ? level << 1 | tier : first;
      if (model && in.flag()) {
        in.bits(delayBits);
        in.bits(delayBits);
        in.flag();
      }
      if (display && in.flag()) {
        in.bits(4);
      }
    }
    return first;
  }

  private static void skipTools(BitReader in, boolean reduced) {
    if (!reduced && in.flag()) { // frame_id_numbers_present_flag
      in.bits(7);
    }
    in.bits(3);
    if (!reduced) {
      in.bits(4);
      boolean ordered = in.flag();
      if (ordered) {
        in.bits(2);
      }
      boolean screen = in.flag(); // chosen for each frame
      if (!screen) {
        screen = in.flag(); // forced
      }
      if (screen && !in.flag()) {
        in.flag();
      }
      if (ordered) {
        in.bits(3);
      }
    }
    in.bits(3);
  }

  /** The third byte of an {@code av1C} without its first bit, from color_config (§5.5.2). */
  private static int colors(BitReader in, int profile) {
    boolean high = in.flag();
    boolean twelve = profile == 2 && high && in.flag();
    boolean gray = profile != 1 && in.flag();
    int primaries = 2;
    int transfer = 2;
    int matrix = 2;
    if (in.flag()) {
      primaries = in.bits(8);
      transfer = in.bits(8);
      matrix = in.bits(8);
    }
    int bits = (high ? 0x40 : 0) | (twelve ? 0x20 : 0) | (gray ? 0x10 : 0);
    if (gray) {
      return bits | 0x0C;
    }
    if (primaries == 1 && transfer == 13 && matrix == 0) {
      return bits; // sRGB is 4:4:4
    }
    in.flag(); // color_range
    boolean narrow = profile == 0 || (profile == 2 && (!twelve || in.flag()));
    boolean low = profile == 0 || (profile == 2 && twelve && narrow && in.flag());
    int position = narrow && low ? in.bits(2) : 0;
    return bits | (narrow ? 0x08 : 0) | (low ? 0x04 : 0) | position;
  }
}
