package dev.rtcrooms.sfu.rtp;

import dev.rtcrooms.sfu.bytes.BigEndian;

/**
 * The header of an RTP packet in an array (RFC 3550 §5.1, RFC 8285). One object is used for packet
 * after packet; not thread-safe.
 */
public final class RtpPacket {

  /** The length of a header without CSRCs and extensions. */
  public static final int FIXED_HEADER = 12;

  /** The value of {@link #extension} if the packet does not have it. */
  public static final int ABSENT = -1;

  private static final int ONE_BYTE = 0xBEDE;
  private static final int TWO_BYTE = 0x1000;
  private static final int MAX_IDS = 256;

  private byte[] bytes = new byte[0];
  private int offset;
  private int payload;
  private int end;
  private int ssrc;
  private int sequence;
  private int payloadType;
  private long timestamp;
  private boolean marker;

  /** For each id, where its value begins; valid if its turn is the current one. */
  private final int[] extensionAt = new int[MAX_IDS];

  private final int[] extensionTurn = new int[MAX_IDS];
  private final int[] extensionLength = new int[MAX_IDS];
  private int turn;

  /** Creates an object that has read nothing yet. */
  public RtpPacket() {}

  /**
   * Reads the header of a packet, without its padding.
   *
   * @param packet an array that holds the packet, and must not change while this object is used
   * @param at where it begins
   * @param length its length in bytes
   * @return false if it is malformed; the object is undefined then
   */
  public boolean read(byte[] packet, int at, int length) {
    turn++;
    if (length < FIXED_HEADER || (packet[at] & 0xC0) != 0x80) {
      return false;
    }
    bytes = packet;
    offset = at;
    end = at + length;
    payload = at + FIXED_HEADER + 4 * (packet[at] & 0x0F);
    if ((packet[at] & 0x10) != 0 && !readExtensions()) {
      return false;
    }
    if ((packet[at] & 0x20) != 0) {
      int padding = packet[end - 1] & 0xFF;
      if (padding == 0 || end - padding < payload) {
        return false;
      }
      end -= padding;
    }
    marker = (packet[at + 1] & 0x80) != 0;
    payloadType = packet[at + 1] & 0x7F;
    sequence = BigEndian.int16(packet, at + 2);
    timestamp = BigEndian.int32(packet, at + 4) & 0xFFFFFFFFL;
    ssrc = BigEndian.int32(packet, at + 8);
    return payload <= end;
  }

  private boolean readExtensions() {
    if (payload + 4 > end) {
      return false;
    }
    int profile = BigEndian.int16(bytes, payload);
    int at = payload + 4;
    payload = at + 4 * BigEndian.int16(bytes, payload + 2);
    if (payload > end) {
      return false;
    }
    boolean oneByte = profile == ONE_BYTE;
    if (!oneByte && (profile & 0xFFF0) != TWO_BYTE) {
      return true; // another profile, which is ignored
    }
    while (at < payload) {
      int first = bytes[at] & 0xFF;
      if (first == 0) {
        at++; // padding
        continue;
      }
      int id = oneByte ? first >> 4 : first;
      if (oneByte && (id == 15 || id == 0)) {
        return true; // RFC 8285 §4.2: the rest is ignored
      }
      if (!oneByte && at + 1 >= payload) {
        return false;
      }
      int size = oneByte ? (first & 0x0F) + 1 : bytes[at + 1] & 0xFF;
      at += oneByte ? 1 : 2;
      if (at + size > payload) {
        return false;
      }
      extensionAt[id] = at;
      extensionLength[id] = size;
      extensionTurn[id] = turn;
      at += size;
    }
    return true;
  }

  /**
   * Finds an extension.
   *
   * @param id its id in this session, from 0 to 255; id 0 is never present
   * @return where its value begins in {@link #bytes}, or {@link #ABSENT}
   */
  public int extension(int id) {
    return extensionTurn[id] == turn ? extensionAt[id] : ABSENT;
  }

  /**
   * Returns the length of an extension's value.
   *
   * @param id an id for which {@link #extension} has found a value
   * @return its length in bytes
   */
  public int extensionLength(int id) {
    return extensionLength[id];
  }

  /**
   * Returns the array that holds the packet.
   *
   * @return not a copy
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Returns where the packet begins.
   *
   * @return an index of {@link #bytes}
   */
  public int offset() {
    return offset;
  }

  /**
   * Returns where the payload begins.
   *
   * @return an index of {@link #bytes}
   */
  public int payload() {
    return payload;
  }

  /**
   * Returns the length of the payload without padding.
   *
   * @return bytes; 0 for a packet that only pads
   */
  public int payloadLength() {
    return end - payload;
  }

  /**
   * Returns the source.
   *
   * @return 32 bits
   */
  public int ssrc() {
    return ssrc;
  }

  /**
   * Returns the sequence number.
   *
   * @return 16 bits
   */
  public int sequence() {
    return sequence;
  }

  /**
   * Returns the payload type.
   *
   * @return 7 bits
   */
  public int payloadType() {
    return payloadType;
  }

  /**
   * Returns the timestamp.
   *
   * @return 32 bits
   */
  public long timestamp() {
    return timestamp;
  }

  /**
   * Returns the marker bit.
   *
   * @return for video, true at the end of a frame
   */
  public boolean marker() {
    return marker;
  }

  /**
   * Turns a retransmission (RFC 4588 §4) into the packet that it repeats, in place.
   *
   * @param originalSsrc the SSRC of the media
   * @param originalType the payload type of the media
   * @return false if it carries no packet, as one that only probes or pads does
   */
  public boolean restore(int originalSsrc, int originalType) {
    if (end - payload < 2) {
      return false;
    }
    int original = BigEndian.int16(bytes, payload);
    // The header moves two bytes on, over the number that is read, so that the payload stays.
    System.arraycopy(bytes, offset, bytes, offset + 2, payload - offset);
    int length = end - offset - 2;
    BigEndian.put16(bytes, offset + 4, original);
    bytes[offset + 3] = (byte) ((bytes[offset + 3] & 0x80) | originalType);
    BigEndian.put32(bytes, offset + 10, originalSsrc);
    bytes[offset + 2] &= ~0x20; // the padding is cut already
    return read(bytes, offset + 2, length);
  }
}
