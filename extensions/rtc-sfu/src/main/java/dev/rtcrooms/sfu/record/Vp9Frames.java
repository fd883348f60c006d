package dev.rtcrooms.sfu.record;

import org.jspecify.annotations.Nullable;

/** VP9 with one spatial layer (RFC 9628 §4.2). */
final class Vp9Frames implements Depacketizer {

  private static final int SYNC_CODE = 0x498342;
  private static final int RGB = 7;

  private final EbmlBuffer frame = new EbmlBuffer(1 << 14);
  private boolean malformed;

  @Override
  public void add(byte[] payload) {
    int descriptor = descriptorLength(payload);
    boolean begins = (payload[0] & 0x08) != 0;
    if (descriptor > payload.length || (frame.length() == 0 && !begins)) {
      malformed = true;
    } else {
      frame.append(payload, descriptor, payload.length - descriptor);
    }
  }

  /** Perhaps more than there is, if the payload is malformed. */
  private static int descriptorLength(byte[] payload) {
    int flags = payload[0];
    boolean flexible = (flags & 0x10) != 0;
    int at = 1;
    if ((flags & 0x80) != 0) {
      at += (byteAt(payload, at) & 0x80) != 0 ? 2 : 1; // picture id
    }
    if ((flags & 0x20) != 0) {
      at += flexible ? 1 : 2; // layer indices
    }
    if (flexible && (flags & 0x40) != 0) {
      for (int i = 0; i < 3 && (byteAt(payload, at++) & 1) != 0; i++) {
        // reference indices, of which each but the last has N = 1
      }
    }
    return (flags & 0x02) != 0 ? structureEnd(payload, at) : at;
  }

  private static int structureEnd(byte[] payload, int from) {
    int at = from;
    int structure = byteAt(payload, at++);
    if ((structure & 0x10) != 0) {
      at += 4 * ((structure >> 5 & 7) + 1);
    }
    if ((structure & 0x08) != 0) {
      int pictures = byteAt(payload, at++);
      for (int i = 0; i < pictures; i++) {
        at += 1 + (byteAt(payload, at) >> 2 & 3);
      }
    }
    return at;
  }

  private static int byteAt(byte[] payload, int at) {
    return at < payload.length ? payload[at] & 0xFF : 0;
  }

  @Override
  public @Nullable CodedFrame end() {
    byte[] data = frame.toBytes();
    boolean usable = !malformed && data.length > 0;
    frame.clear();
    malformed = false;
    return usable ? coded(data) : null;
  }

  /** Reads the uncompressed header (VP9 bitstream specification §6.2). */
  private static @Nullable CodedFrame coded(byte[] data) {
    BitReader in = new BitReader(data, 0);
    in.bits(2);
    int profile = in.bits(1) | in.bits(1) << 1;
    if (profile == 3) {
      in.flag();
    }
    boolean existing = in.flag();
    boolean inter = in.flag();
    if (existing || inter) {
      return new CodedFrame(data, null);
    }
    in.bits(2);
    if (in.bits(24) != SYNC_CODE) {
      return null;
    }
    if (profile >= 2) {
      in.flag();
    }
    boolean rgb = in.bits(3) == RGB;
    boolean other = profile == 1 || profile == 3;
    in.bits(rgb ? (other ? 1 : 0) : (other ? 4 : 1));
    int width = in.bits(16) + 1;
    int height = in.bits(16) + 1;
    return new CodedFrame(data, new TrackEntry(true, "V_VP9", new byte[0], width, height, 0));
  }
}
