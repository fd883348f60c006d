package dev.rtcrooms.sfu.record;

import dev.rtcrooms.sfu.rtp.H264Parameters;
import dev.rtcrooms.sfu.rtp.PictureSize;
import org.jspecify.annotations.Nullable;

/**
 * H.264 in single units, STAP-A and FU-A (RFC 6184 §5), as units with a length of 4 bytes each
 * (ISO/IEC 14496-15 §5.3). Parameter sets stay in the frames, because they may change.
 */
final class H264Frames implements Depacketizer {

  private static final int IDR = 5;
  private static final int SEQUENCE_PARAMETERS = 7;
  private static final int PICTURE_PARAMETERS = 8;
  private static final int FILLER = 12;
  private static final int STAP_A = 24;
  private static final int FU_A = 28;

  private final EbmlBuffer frame = new EbmlBuffer(1 << 14);
  private final EbmlBuffer fragments = new EbmlBuffer(1 << 14);
  private byte[] sequence = new byte[0];
  private byte[] picture = new byte[0];
  private boolean keyframe;
  private boolean malformed;

  @Override
  public void add(byte[] payload) {
    int type = payload[0] & 0x1F;
    if (type == FU_A) {
      addFragment(payload);
    } else if (fragments.length() > 0) {
      malformed = true; // the last fragment is missing
    } else if (type == STAP_A) {
      addAggregate(payload);
    } else if (type > 0 && type < STAP_A) {
      addUnit(payload, 0, payload.length);
    } else {
      malformed = true;
    }
  }

  private void addAggregate(byte[] payload) {
    int at = 1;
    while (at + 2 < payload.length) {
      int length = (payload[at] & 0xFF) << 8 | (payload[at + 1] & 0xFF);
      if (length == 0 || at + 2 + length > payload.length) {
        malformed = true;
        return;
      }
      addUnit(payload, at + 2, length);
      at += 2 + length;
    }
  }

  private void addFragment(byte[] payload) {
    boolean start = payload.length > 2 && (payload[1] & 0x80) != 0;
    if (payload.length < 3 || start != (fragments.length() == 0)) {
      malformed = true;
      return;
    }
    if (start) {
      fragments.number((payload[0] & 0xE0) | (payload[1] & 0x1F), 1);
    }
    fragments.append(payload, 2, payload.length - 2);
    if ((payload[1] & 0x40) != 0) {
      byte[] unit = fragments.toBytes();
      fragments.clear();
      addUnit(unit, 0, unit.length);
    }
  }

  private void addUnit(byte[] from, int at, int length) {
    int type = from[at] & 0x1F;
    if (type == SEQUENCE_PARAMETERS && length >= 4) {
      sequence = copy(from, at, length);
    } else if (type == PICTURE_PARAMETERS) {
      picture = copy(from, at, length);
    } else if (type == FILLER) {
      return;
    }
    keyframe |= type == IDR || type == SEQUENCE_PARAMETERS;
    frame.number(length, 4).append(from, at, length);
  }

  private static byte[] copy(byte[] from, int at, int length) {
    return new EbmlBuffer(length).append(from, at, length).toBytes();
  }

  @Override
  public @Nullable CodedFrame end() {
    byte[] data = frame.toBytes();
    boolean usable = !malformed && fragments.length() == 0 && data.length > 0;
    boolean begins = keyframe;
    frame.clear();
    fragments.clear();
    keyframe = false;
    malformed = false;
    if (!usable) {
      return null;
    }
    if (!begins) {
      return new CodedFrame(data, null);
    }
    if (sequence.length == 0 || picture.length == 0) {
      return null; // cannot be decoded
    }
    PictureSize size = H264Parameters.size(sequence);
    if (!size.isKnown()) {
      return null;
    }
    TrackEntry entry =
        new TrackEntry(true, "V_MPEG4/ISO/AVC", setup(), size.width(), size.height(), 0);
    return new CodedFrame(data, entry);
  }

  /** The AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3.1). */
  private byte[] setup() {
    EbmlBuffer record = new EbmlBuffer(64).number(1, 1).append(sequence, 1, 3);
    record.number(0xFF, 1); // lengths of 4 bytes
    record.number(0xE1, 1).number(sequence.length, 2).append(sequence, 0, sequence.length);
    record.number(1, 1).number(picture.length, 2).append(picture, 0, picture.length);
    return record.toBytes();
  }
}
