package dev.rtcrooms.sfu.rtp;

import dev.rtcrooms.sfu.bytes.BigEndian;

/**
 * The payload descriptor of VP8 (RFC 7741 §4.2), which is rewritten when a receiver is moved to
 * another layer. Any thread.
 */
public final class Vp8 {

  /** The value of a field that the descriptor does not have. */
  public static final int ABSENT = -1;

  private static final int PICTURE_ID_MASK = 0x7FFF;

  /** The frame tag, the start code and the dimensions of a keyframe. */
  private static final int FRAME_HEADER = 10;

  private Vp8() {}

  /**
   * Returns the length of a descriptor.
   *
   * @param bytes an array that holds the payload
   * @param at where it begins
   * @param length its length in bytes
   * @return from 1 to 6 bytes, or -1 if the payload is too short
   */
  public static int descriptorLength(byte[] bytes, int at, int length) {
    if (length < 1) {
      return -1;
    }
    int descriptor = 1;
    if ((bytes[at] & 0x80) != 0) {
      if (length < 2) {
        return -1;
      }
      int extended = bytes[at + 1];
      descriptor = 2;
      if ((extended & 0x80) != 0) {
        if (length < 3) {
          return -1;
        }
        descriptor += (bytes[at + 2] & 0x80) != 0 ? 2 : 1;
      }
      descriptor += (extended & 0x40) != 0 ? 1 : 0;
      descriptor += (extended & 0x30) != 0 ? 1 : 0;
    }
    return descriptor <= length ? descriptor : -1;
  }

  /**
   * Returns the picture id.
   *
   * @param bytes an array with a descriptor whose length was found
   * @param at where it begins
   * @return 7 or 15 bits, or {@link #ABSENT}
   */
  public static int pictureId(byte[] bytes, int at) {
    if ((bytes[at] & 0x80) == 0 || (bytes[at + 1] & 0x80) == 0) {
      return ABSENT;
    }
    return (bytes[at + 2] & 0x80) != 0
        ? BigEndian.int16(bytes, at + 2) & PICTURE_ID_MASK
        : bytes[at + 2];
  }

  /**
   * Returns TL0PICIDX, the number of the newest frame of the lowest temporal layer.
   *
   * @param bytes an array with a descriptor whose length was found
   * @param at where it begins
   * @return 8 bits, or {@link #ABSENT}
   */
  public static int tl0PicIdx(byte[] bytes, int at) {
    if ((bytes[at] & 0x80) == 0 || (bytes[at + 1] & 0x40) == 0) {
      return ABSENT;
    }
    return bytes[at + 2 + pictureIdLength(bytes, at)] & 0xFF;
  }

  /**
   * Returns the temporal layer.
   *
   * @param bytes an array with a descriptor whose length was found
   * @param at where it begins
   * @return from 0 to 3; 0 if the descriptor has none
   */
  public static int temporalLayer(byte[] bytes, int at) {
    if ((bytes[at] & 0x80) == 0 || (bytes[at + 1] & 0x20) == 0) {
      return 0;
    }
    int index = at + 2 + pictureIdLength(bytes, at) + ((bytes[at + 1] & 0x40) != 0 ? 1 : 0);
    return (bytes[index] & 0xC0) >> 6;
  }

  /**
   * Replaces picture id and TL0PICIDX where the descriptor has them. Their lengths stay.
   *
   * @param bytes an array with a descriptor whose length was found
   * @param at where it begins
   * @param pictureId of which as many bits are written as the field has
   * @param tl0PicIdx of which 8 bits are written
   */
  public static void renumber(byte[] bytes, int at, int pictureId, int tl0PicIdx) {
    int length = pictureIdLength(bytes, at);
    if (length == 2) {
      BigEndian.put16(bytes, at + 2, 0x8000 | (pictureId & PICTURE_ID_MASK));
    } else if (length == 1) {
      bytes[at + 2] = (byte) (pictureId & 0x7F);
    }
    if (tl0PicIdx(bytes, at) != ABSENT) {
      bytes[at + 2 + length] = (byte) tl0PicIdx;
    }
  }

  /**
   * Returns the width of the picture, if a keyframe begins in this payload (RFC 6386 §9.1).
   *
   * @param bytes an array that holds the payload
   * @param at where it begins
   * @param length its length in bytes
   * @return pixels, or {@link #ABSENT}
   */
  public static int width(byte[] bytes, int at, int length) {
    return dimension(bytes, at, length, 6);
  }

  /**
   * Returns the height of the picture, if a keyframe begins in this payload (RFC 6386 §9.1).
   *
   * @param bytes an array that holds the payload
   * @param at where it begins
   * @param length its length in bytes
   * @return pixels, or {@link #ABSENT}
   */
  public static int height(byte[] bytes, int at, int length) {
    return dimension(bytes, at, length, 8);
  }

  /** Reads 14 bits of the frame header, which are in little-endian order. */
  private static int dimension(byte[] bytes, int at, int length, int offset) {
    int descriptor = descriptorLength(bytes, at, length);
    int frame = at + descriptor;
    if (descriptor < 0
        || descriptor + FRAME_HEADER > length
        || bytes[frame + 3] != (byte) 0x9D
        || bytes[frame + 4] != 0x01
        || bytes[frame + 5] != 0x2A) {
      return ABSENT;
    }
    return (bytes[frame + offset] & 0xFF) | (bytes[frame + offset + 1] & 0x3F) << 8;
  }

  private static int pictureIdLength(byte[] bytes, int at) {
    if ((bytes[at] & 0x80) == 0 || (bytes[at + 1] & 0x80) == 0) {
      return 0;
    }
    return (bytes[at + 2] & 0x80) != 0 ? 2 : 1;
  }
}
