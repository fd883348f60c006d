package dev.rtcrooms.sfu.rtp;

/**
 * The picture numbers of VP8 (RFC 7741 §4.2) as one receiver gets them: continuous, whatever layer
 * they come from. Fields that a packet does not have stay absent. Not thread-safe.
 */
public final class Vp8Numbers {

  private static final int PICTURES = 1 << 15;
  private static final int INDICES = 1 << 8;

  private int pictureShift;
  private int indexShift;
  private int lastPicture = Vp8.ABSENT;
  private int lastIndex = Vp8.ABSENT;

  /** Changes nothing before the second {@link #begin}. */
  public Vp8Numbers() {}

  /**
   * Goes on with a layer where the one before ended.
   *
   * @param bytes an array that holds the payload of the layer's first packet
   * @param at where it begins
   * @param length its length in bytes
   */
  public void begin(byte[] bytes, int at, int length) {
    if (Vp8.descriptorLength(bytes, at, length) < 0) {
      return;
    }
    pictureShift = shift(lastPicture, Vp8.pictureId(bytes, at));
    indexShift = shift(lastIndex, Vp8.tl0PicIdx(bytes, at));
  }

  private static int shift(int last, int next) {
    return last == Vp8.ABSENT || next == Vp8.ABSENT ? 0 : last + 1 - next;
  }

  /**
   * Renumbers a packet in place.
   *
   * @param bytes an array that holds the payload
   * @param at where it begins
   * @param length its length in bytes
   */
  public void rewrite(byte[] bytes, int at, int length) {
    if (Vp8.descriptorLength(bytes, at, length) < 0) {
      return;
    }
    int picture = Vp8.pictureId(bytes, at);
    int index = Vp8.tl0PicIdx(bytes, at);
    int nextPicture = Math.floorMod(picture + pictureShift, PICTURES);
    int nextIndex = Math.floorMod(index + indexShift, INDICES);
    Vp8.renumber(bytes, at, nextPicture, nextIndex);
    if (picture != Vp8.ABSENT) {
      lastPicture = newer(lastPicture, nextPicture, PICTURES);
    }
    if (index != Vp8.ABSENT) {
      lastIndex = newer(lastIndex, nextIndex, INDICES);
    }
  }

  private static int newer(int last, int next, int modulus) {
    boolean isNewer = last == Vp8.ABSENT || Math.floorMod(next - last, modulus) < modulus / 2;
    return isNewer ? next : last;
  }
}
