package dev.rtcrooms.sfu.record;

/**
 * A track of a file, as its header describes it (RFC 9559 §5.1.4.1). Immutable; any thread.
 *
 * @param video false for audio
 * @param codec the codec id, such as {@code V_VP8}
 * @param setup what a decoder needs before the first frame; empty if it needs nothing
 * @param width of the picture in pixels; 0 for audio
 * @param height of the picture in pixels; 0 for audio
 * @param rotation in degrees clockwise, by which a player turns the picture: 0, 90, 180 or 270
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are written once and never compared
record TrackEntry(boolean video, String codec, byte[] setup, int width, int height, int rotation) {

  private static final int OPUS_RATE = 48_000;
  private static final int OPUS_CHANNELS = 2;

  /** An Opus decoder converges in 80 ms (RFC 7845 §4.6). */
  private static final long OPUS_PRE_ROLL_NANOS = 80_000_000;

  /** Opus with the header of RFC 7845 §5.1, and nothing to skip. */
  static TrackEntry opus() {
    EbmlBuffer head = new EbmlBuffer(19);
    byte[] magic = {'O', 'p', 'u', 's', 'H', 'e', 'a', 'd'};
    head.append(magic, 0, magic.length).number(1, 1).number(OPUS_CHANNELS, 1).number(0, 2);
    head.number(Integer.reverseBytes(OPUS_RATE), 4).number(0, 2).number(0, 1);
    return new TrackEntry(false, "A_OPUS", head.toBytes(), 0, 0, 0);
  }

  /** The same track, turned by a player. */
  TrackEntry rotated(int degrees) {
    return new TrackEntry(video, codec, setup, width, height, degrees);
  }

  /** The same track with another size of its picture. */
  TrackEntry sized(int otherWidth, int otherHeight) {
    return new TrackEntry(video, codec, setup, otherWidth, otherHeight, rotation);
  }

  /** Tells whether the picture has more pixels than that of another track. */
  boolean isLargerThan(TrackEntry other) {
    return width * height > other.width * other.height;
  }

  /** Tells whether the codec is one of WebM's; otherwise the file is a general Matroska file. */
  boolean isWebm() {
    return !codec.startsWith("V_MPEG4");
  }

  void write(EbmlBuffer tracks, int number) {
    EbmlBuffer entry = new EbmlBuffer(128);
    entry.unsigned(0xD7, number).unsigned(0x73C5, number).unsigned(0x83, video ? 1 : 2);
    entry.unsigned(0x9C, 0).text(0x22B59C, "und").text(0x86, codec);
    if (setup.length > 0) {
      entry.binary(0x63A2, setup);
    }
    EbmlBuffer detail = new EbmlBuffer(64);
    if (video) {
      // of fixed lengths, so that they can be replaced
      detail.id(0xB0).size(2).number(width, 2).id(0xBA).size(2).number(height, 2);
      if (rotation != 0) {
        // counter-clockwise, from -180 to 180 (RFC 9559 §5.1.4.1.28.45)
        double roll = rotation > 180 ? 360 - rotation : -rotation;
        EbmlBuffer projection = new EbmlBuffer(32);
        detail.master(0x7670, projection.unsigned(0x7671, 0).decimal(0x7675, roll));
      }
      entry.master(0xE0, detail);
    } else {
      entry.unsigned(0x56BB, OPUS_PRE_ROLL_NANOS);
      entry.master(0xE1, detail.decimal(0xB5, OPUS_RATE).unsigned(0x9F, OPUS_CHANNELS));
    }
    tracks.master(0xAE, entry);
  }
}
