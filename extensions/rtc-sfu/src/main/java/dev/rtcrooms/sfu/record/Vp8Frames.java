package dev.rtcrooms.sfu.record;

import dev.rtcrooms.sfu.rtp.Vp8;
import org.jspecify.annotations.Nullable;

/** VP8 (RFC 7741 §4). */
final class Vp8Frames implements Depacketizer {

  /** The frame tag, start code and size of a keyframe (RFC 6386 §9.1). */
  private static final int KEYFRAME_HEADER = 10;

  private final EbmlBuffer frame = new EbmlBuffer(1 << 14);
  private boolean malformed;

  @Override
  public void add(byte[] payload) {
    int descriptor = Vp8.descriptorLength(payload, 0, payload.length);
    boolean begins = (payload[0] & 0x17) == 0x10; // S = 1, PID = 0
    if (descriptor < 0 || (frame.length() == 0 && !begins)) {
      malformed = true;
    } else {
      frame.append(payload, descriptor, payload.length - descriptor);
    }
  }

  @Override
  public @Nullable CodedFrame end() {
    byte[] data = frame.toBytes();
    boolean usable = !malformed && data.length > 0;
    frame.clear();
    malformed = false;
    if (!usable) {
      return null;
    }
    if ((data[0] & 1) != 0) {
      return new CodedFrame(data, null);
    }
    if (data.length < KEYFRAME_HEADER) {
      return null;
    }
    int width = (data[6] & 0xFF) | (data[7] & 0x3F) << 8;
    int height = (data[8] & 0xFF) | (data[9] & 0x3F) << 8;
    if (width == 0 || height == 0) {
      return null;
    }
    return new CodedFrame(data, new TrackEntry(true, "V_VP8", new byte[0], width, height, 0));
  }
}
