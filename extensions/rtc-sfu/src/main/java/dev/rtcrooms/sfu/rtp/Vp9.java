package dev.rtcrooms.sfu.rtp;

import dev.rtcrooms.sfu.bytes.BitReader;

/** The payload descriptor of VP9 (RFC 9628 §4.2), and the header of a frame. Any thread. */
public final class Vp9 {

  private static final int SYNC_CODE = 0x498342;
  private static final int RGB = 7;

  private Vp9() {}

  /**
   * Returns the length of a descriptor.
   *
   * @param bytes an array that holds the payload
   * @param from where it begins
   * @param length its length in bytes
   * @return perhaps more than the payload has, if that is malformed
   */
  public static int descriptorLength(byte[] bytes, int from, int length) {
    int end = from + length;
    int flags = byteAt(bytes, from, end);
    boolean flexible = (flags & 0x10) != 0;
    int at = from + 1;
    if ((flags & 0x80) != 0) {
      at += (byteAt(bytes, at, end) & 0x80) != 0 ? 2 : 1; // picture id
    }
    if ((flags & 0x20) != 0) {
      at += flexible ? 1 : 2; // layer indices
    }
    if (flexible && (flags & 0x40) != 0) {
      for (int i = 0; i < 3 && (byteAt(bytes, at++, end) & 1) != 0; i++) {
        // reference indices, of which each but the last has N = 1
      }
    }
    return ((flags & 0x02) != 0 ? structureEnd(bytes, at, end) : at) - from;
  }

  private static int structureEnd(byte[] bytes, int from, int end) {
    int at = from;
    int structure = byteAt(bytes, at++, end);
    if ((structure & 0x10) != 0) {
      at += 4 * ((structure >> 5 & 7) + 1);
    }
    if ((structure & 0x08) != 0) {
      int pictures = byteAt(bytes, at++, end);
      for (int i = 0; i < pictures; i++) {
        at += 1 + (byteAt(bytes, at, end) >> 2 & 3);
      }
    }
    return at;
  }

  private static int byteAt(byte[] bytes, int at, int end) {
    return at < end ? bytes[at] & 0xFF : 0;
  }

  /**
   * Tells whether a frame refers to others (VP9 bitstream specification §6.2).
   *
   * @param bytes an array that holds the frame
   * @param at where it begins
   * @return false for a keyframe
   */
  public static boolean refersToOthers(byte[] bytes, int at) {
    BitReader in = new BitReader(bytes, at);
    readProfile(in);
    boolean existing = in.flag();
    boolean inter = in.flag();
    return existing || inter;
  }

  private static int readProfile(BitReader in) {
    in.bits(2);
    int profile = in.bits(1) | in.bits(1) << 1;
    if (profile == 3) {
      in.flag();
    }
    return profile;
  }

  /**
   * Reads the size of the picture in a keyframe's header (VP9 bitstream specification §6.2).
   *
   * @param bytes an array that holds the frame
   * @param at where it begins
   * @return unknown if it is malformed
   */
  public static PictureSize size(byte[] bytes, int at) {
    BitReader in = new BitReader(bytes, at);
    int profile = readProfile(in);
    in.bits(4);
    if (in.bits(24) != SYNC_CODE) {
      return PictureSize.UNKNOWN;
    }
    if (profile >= 2) {
      in.flag();
    }
    boolean rgb = in.bits(3) == RGB;
    boolean other = profile == 1 || profile == 3;
    in.bits(rgb ? (other ? 1 : 0) : (other ? 4 : 1));
    int width = in.bits(16) + 1;
    return PictureSize.of(width, in.bits(16) + 1);
  }
}
