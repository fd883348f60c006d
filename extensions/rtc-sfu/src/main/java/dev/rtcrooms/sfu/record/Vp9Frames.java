package dev.rtcrooms.sfu.record;

import dev.rtcrooms.sfu.rtp.PictureSize;
import dev.rtcrooms.sfu.rtp.Vp9;
import org.jspecify.annotations.Nullable;

/** VP9 with one spatial layer (RFC 9628 §4.2). */
final class Vp9Frames implements Depacketizer {

  private final EbmlBuffer frame = new EbmlBuffer(1 << 14);
  private boolean malformed;

  @Override
  public void add(byte[] payload) {
    int descriptor = Vp9.descriptorLength(payload, 0, payload.length);
    boolean begins = (payload[0] & 0x08) != 0;
    if (descriptor > payload.length || (frame.length() == 0 && !begins)) {
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
    return usable ? coded(data) : null;
  }

  private static @Nullable CodedFrame coded(byte[] data) {
    if (Vp9.refersToOthers(data, 0)) {
      return new CodedFrame(data, null);
    }
    PictureSize size = Vp9.size(data, 0);
    return size.isKnown()
        ? new CodedFrame(
            data, new TrackEntry(true, "V_VP9", new byte[0], size.width(), size.height(), 0))
        : null;
  }
}
