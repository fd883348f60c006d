package dev.rtcrooms.sfu.rtp;

import dev.rtcrooms.sfu.bytes.BigEndian;
import java.util.Arrays;

/** The video codecs whose keyframes are recognized. Immutable; any thread. */
public enum VideoCodec {
  /** RFC 7741. */
  VP8 {
    @Override
    public boolean beginsKeyframe(byte[] bytes, int at, int length) {
      int header = Vp8.descriptorLength(bytes, at, length);
      return header >= 0
          && header < length
          && (bytes[at] & 0x17) == 0x10 // S = 1, PID = 0
          && (bytes[at + header] & 1) == 0; // P = 0
    }

    @Override
    public PictureSize pictureSize(byte[] bytes, int at, int length) {
      int height = Vp8.height(bytes, at, length);
      return height > 0
          ? new PictureSize(Vp8.width(bytes, at, length), height)
          : PictureSize.UNKNOWN;
    }
  },
  /** RFC 9628. */
  VP9 {
    @Override
    public boolean beginsKeyframe(byte[] bytes, int at, int length) {
      if (length < 1 || (bytes[at] & 0x48) != 0x08) {
        return false; // P = 0, B = 1
      }
      if ((bytes[at] & 0x20) == 0) {
        return true; // without layer indices
      }
      int index = at + 1;
      if ((bytes[at] & 0x80) != 0) {
        index += length > 1 && (bytes[at + 1] & 0x80) != 0 ? 2 : 1;
      }
      return index < at + length && (bytes[index] & 0x0E) == 0; // SID = 0
    }

    @Override
    public PictureSize pictureSize(byte[] bytes, int at, int length) {
      byte[] payload = Arrays.copyOfRange(bytes, at, at + length);
      int header = Vp9.descriptorLength(payload, 0, length);
      return header < length ? Vp9.size(payload, header) : PictureSize.UNKNOWN;
    }
  },
  /** RFC 6184: a frame with a sequence parameter set, since an IDR alone cannot be decoded. */
  H264 {
    private static final int SEQUENCE_PARAMETERS = 7;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;

    @Override
    public boolean beginsKeyframe(byte[] bytes, int at, int length) {
      if (length < 1) {
        return false;
      }
      return switch (bytes[at] & 0x1F) {
        case SEQUENCE_PARAMETERS -> true;
        case STAP_A -> aggregates(bytes, at, at + length);
        case FU_A ->
            length > 1
                && (bytes[at + 1] & 0x80) != 0
                && (bytes[at + 1] & 0x1F) == SEQUENCE_PARAMETERS;
        default -> false;
      };
    }

    private static boolean aggregates(byte[] bytes, int at, int end) {
      return aggregated(bytes, at, end) < end;
    }

    /** Where the sequence parameters of an aggregate begin; the end if there are none. */
    private static int aggregated(byte[] bytes, int at, int end) {
      for (int unit = at + 1; unit + 2 < end; unit += 2 + BigEndian.int16(bytes, unit)) {
        if ((bytes[unit + 2] & 0x1F) == SEQUENCE_PARAMETERS) {
          return unit + 2;
        }
      }
      return end;
    }

    /** Fragments of sequence parameters are too short to tell it. */
    @Override
    public PictureSize pictureSize(byte[] bytes, int at, int length) {
      int end = at + length;
      return switch (bytes[at] & 0x1F) {
        case SEQUENCE_PARAMETERS -> H264Parameters.size(Arrays.copyOfRange(bytes, at, end));
        case STAP_A -> {
          int unit = aggregated(bytes, at, end);
          int past = unit == end ? end : Math.min(end, unit + BigEndian.int16(bytes, unit - 2));
          yield unit < past
              ? H264Parameters.size(Arrays.copyOfRange(bytes, unit, past))
              : PictureSize.UNKNOWN;
        }
        default -> PictureSize.UNKNOWN;
      };
    }
  },
  /** The AV1 RTP payload specification §4.4: N = 1 begins a coded video sequence. */
  AV1 {
    @Override
    public boolean beginsKeyframe(byte[] bytes, int at, int length) {
      return length > 0 && (bytes[at] & 0x88) == 0x08; // Z = 0, N = 1
    }

    /** The sequence header is the first unit, perhaps after a temporal delimiter. */
    @Override
    public PictureSize pictureSize(byte[] bytes, int at, int length) {
      byte[] unit = Av1Sequence.find(Arrays.copyOfRange(bytes, at, at + length));
      if (unit.length == 0) {
        return PictureSize.UNKNOWN;
      }
      Av1Sequence sequence = Av1Sequence.read(unit);
      return PictureSize.of(sequence.width(), sequence.height());
    }
  };

  /**
   * Tells whether a packet begins a frame from which a decoder can start.
   *
   * @param bytes an array that holds the payload
   * @param at where it begins
   * @param length its length in bytes, perhaps 0
   * @return false also if the payload is malformed
   */
  public abstract boolean beginsKeyframe(byte[] bytes, int at, int length);

  /**
   * Returns the size of the picture that begins in a packet.
   *
   * @param bytes an array that holds a payload that {@linkplain #beginsKeyframe begins a keyframe}
   * @param at where it begins
   * @param length its length in bytes
   * @return unknown if the payload does not tell it
   */
  public abstract PictureSize pictureSize(byte[] bytes, int at, int length);
}
