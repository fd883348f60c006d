package dev.rtcrooms.sfu.record;

import dev.rtcrooms.sfu.rtp.Av1Sequence;
import org.jspecify.annotations.Nullable;

/**
 * AV1 in the RTP payload format of the Alliance for Open Media (§4), as open bitstream units with
 * their sizes (AV1 in Matroska).
 */
final class Av1Frames implements Depacketizer {

  private static final int SEQUENCE_HEADER = 1;
  private static final int TEMPORAL_DELIMITER = 2;
  private static final int TILE_LIST = 8;
  private static final int PADDING = 15;

  private final EbmlBuffer frame = new EbmlBuffer(1 << 14);
  private final EbmlBuffer fragments = new EbmlBuffer(1 << 14);
  private byte[] sequence = new byte[0];
  private boolean open;
  private boolean malformed;

  @Override
  public void add(byte[] payload) {
    int header = payload[0];
    boolean continues = (header & 0x80) != 0;
    boolean unfinished = (header & 0x40) != 0;
    int count = header >> 4 & 3;
    if (continues != open) {
      malformed = true;
    }
    int at = 1;
    int element = 0;
    while (at < payload.length && !malformed) {
      element++;
      int length = payload.length - at;
      if (element != count) {
        int size = leb128(payload, at);
        at += size >>> 28;
        length = size & 0x0FFFFFFF;
      }
      if (at + length > payload.length || length == 0) {
        malformed = true;
        return;
      }
      fragments.append(payload, at, length);
      at += length;
      open = unfinished && at == payload.length;
      if (!open) {
        endUnit();
      }
    }
  }

  /** The value in the lowest 28 bits, and above them its length. */
  private static int leb128(byte[] bytes, int at) {
    int value = 0;
    for (int i = 0; i < 4 && at + i < bytes.length; i++) {
      value |= (bytes[at + i] & 0x7F) << (7 * i);
      if ((bytes[at + i] & 0x80) == 0) {
        return (i + 1) << 28 | value;
      }
    }
    return 1 << 28 | 0x0FFFFFFF;
  }

  private void endUnit() {
    byte[] unit = fragments.toBytes();
    fragments.clear();
    int type = unit[0] >> 3 & 15;
    int header = (unit[0] & 0x04) != 0 ? 2 : 1;
    if (header > unit.length) {
      malformed = true;
      return;
    }
    if (type == TEMPORAL_DELIMITER || type == TILE_LIST || type == PADDING) {
      return;
    }
    EbmlBuffer sized = new EbmlBuffer(unit.length + 4);
    if ((unit[0] & 0x02) != 0) {
      sized.append(unit, 0, unit.length);
    } else {
      sized.number(unit[0] | 0x02, 1).append(unit, 1, header - 1);
      int rest = unit.length - header;
      while (rest > 0x7F) {
        sized.number((rest & 0x7F) | 0x80, 1);
        rest >>= 7;
      }
      sized.number(rest, 1).append(unit, header, unit.length - header);
    }
    if (type == SEQUENCE_HEADER) {
      sequence = sized.toBytes();
    }
    frame.append(sized);
  }

  @Override
  public @Nullable CodedFrame end() {
    byte[] data = frame.toBytes();
    boolean usable = !malformed && !open && data.length > 0;
    byte[] announced = sequence;
    frame.clear();
    fragments.clear();
    sequence = new byte[0];
    open = false;
    malformed = false;
    if (!usable) {
      return null;
    }
    return new CodedFrame(data, announced.length == 0 ? null : entry(announced));
  }

  /** Describes the track by its sequence header, with an {@code av1C} (AV1 in Matroska). */
  private static TrackEntry entry(byte[] unit) {
    Av1Sequence read = Av1Sequence.read(unit);
    EbmlBuffer configuration = new EbmlBuffer(unit.length + 4);
    configuration.number(0x81, 1).number(read.setup(), 2).number(0, 1);
    configuration.append(unit, 0, unit.length);
    return new TrackEntry(true, "V_AV1", configuration.toBytes(), read.width(), read.height(), 0);
  }
}
