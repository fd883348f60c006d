package dev.rtcrooms.sfu.rtp;

import dev.rtcrooms.sfu.bytes.BigEndian;
import java.util.Arrays;

/**
 * Writes an RTP packet with extensions of one-byte headers (RFC 8285 §4.2) into an array of its
 * own. Not thread-safe.
 */
public final class RtpWriter {

  private static final int EXTENSIONS_AT = RtpPacket.FIXED_HEADER + 4;
  private static final int MAX_EXTENSION = 16;
  private static final int CAPACITY = 2048 + 256;

  private final byte[] bytes;
  private int at;
  private int header;

  /** Allocates the array, with room for a packet of 2,048 bytes with a longer header. */
  public RtpWriter() {
    this.bytes = new byte[CAPACITY];
  }

  /**
   * Begins a packet.
   *
   * @param marker the marker bit
   * @param payloadType 7 bits
   * @param sequence of which 16 bits are written
   * @param timestamp of which 32 bits are written
   * @param ssrc the source
   */
  public void begin(boolean marker, int payloadType, long sequence, long timestamp, int ssrc) {
    bytes[0] = (byte) 0x80;
    bytes[1] = (byte) ((marker ? 0x80 : 0) | payloadType);
    BigEndian.put16(bytes, 2, (int) sequence);
    BigEndian.put32(bytes, 4, (int) timestamp);
    BigEndian.put32(bytes, 8, ssrc);
    at = RtpPacket.FIXED_HEADER;
    header = at;
  }

  /**
   * Copies an extension from another packet, if that has it.
   *
   * @param id its id in this packet, from 1 to 14; 0 if the receiver does not take it
   * @param from the other packet
   * @param fromId its id there
   */
  public void copyExtension(int id, RtpPacket from, int fromId) {
    int value = id == 0 ? RtpPacket.ABSENT : from.extension(fromId);
    if (value == RtpPacket.ABSENT) {
      return;
    }
    int length = from.extensionLength(fromId);
    if (length < 1 || length > MAX_EXTENSION) {
      return;
    }
    beginExtension(id, length);
    System.arraycopy(from.bytes(), value, bytes, at, length);
    at += length;
  }

  /**
   * Adds an extension of 16 bits.
   *
   * @param id its id, from 1 to 14
   * @param value of which 16 bits are written
   */
  public void extension16(int id, long value) {
    beginExtension(id, 2);
    append16((int) value);
  }

  private void beginExtension(int id, int length) {
    if (at == RtpPacket.FIXED_HEADER) {
      at = EXTENSIONS_AT;
    }
    bytes[at++] = (byte) (id << 4 | (length - 1));
  }

  /** Ends the extensions; the payload follows. */
  public void endExtensions() {
    if (at > RtpPacket.FIXED_HEADER) {
      while ((at & 3) != 0) {
        bytes[at++] = 0;
      }
      bytes[0] |= 0x10;
      BigEndian.put16(bytes, RtpPacket.FIXED_HEADER, 0xBEDE);
      BigEndian.put16(bytes, RtpPacket.FIXED_HEADER + 2, (at - EXTENSIONS_AT) / 4);
    }
    header = at;
  }

  /**
   * Appends 16 bits to the payload.
   *
   * @param value of which 16 bits are written
   */
  public void append16(int value) {
    BigEndian.put16(bytes, at, value);
    at += 2;
  }

  /**
   * Appends bytes to the payload.
   *
   * @param from an array
   * @param offset where they begin
   * @param length how many
   */
  public void append(byte[] from, int offset, int length) {
    System.arraycopy(from, offset, bytes, at, length);
    at += length;
  }

  /**
   * Ends the packet with padding (RFC 3550 §5.1).
   *
   * @param length how many bytes, from 1 to 255
   */
  public void pad(int length) {
    Arrays.fill(bytes, at, at + length - 1, (byte) 0);
    at += length;
    bytes[at - 1] = (byte) length;
    bytes[0] |= 0x20;
  }

  /**
   * Returns the array, in which the packet begins at 0.
   *
   * @return not a copy
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Returns the length of the header with its extensions.
   *
   * @return bytes
   */
  public int header() {
    return header;
  }

  /**
   * Returns the length of the packet.
   *
   * @return bytes
   */
  public int length() {
    return at;
  }
}
