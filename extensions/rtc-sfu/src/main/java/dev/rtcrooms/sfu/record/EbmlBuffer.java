package dev.rtcrooms.sfu.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** EBML elements in memory (RFC 8794 §4-7). Not thread-safe. */
final class EbmlBuffer {

  /** The size of an element whose end is not known yet, in 8 bytes (RFC 8794 §6.2). */
  static final long UNKNOWN = (1L << 56) - 1;

  /** The length of {@link #size8}. */
  static final int SIZE_8 = 8;

  private byte[] bytes;
  private int length;

  EbmlBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, length);
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** Appends the lowest bytes of a number. */
  EbmlBuffer number(long value, int width) {
    reserve(width);
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >> shift);
    }
    return this;
  }

  EbmlBuffer append(byte[] from, int offset, int count) {
    reserve(count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
    return this;
  }

  EbmlBuffer append(EbmlBuffer other) {
    return append(other.bytes, 0, other.length);
  }

  /** Appends an id, which contains its own marker, in as many bytes as it has. */
  EbmlBuffer id(int id) {
    return number(id & 0xFFFFFFFFL, bytesOf(id & 0xFFFFFFFFL));
  }

  private static int bytesOf(long value) {
    return Math.max(1, (71 - Long.numberOfLeadingZeros(value)) / 8);
  }

  /** Appends a size in as few bytes as it needs. */
  EbmlBuffer size(long size) {
    int width = 1;
    while (size >= (1L << (7 * width)) - 1) {
      width++;
    }
    return number(1L << (7 * width) | size, width);
  }

  /** Appends a size in 8 bytes, so that it can be replaced. */
  EbmlBuffer size8(long size) {
    return number(1L << 56 | size, SIZE_8);
  }

  EbmlBuffer unsigned(int id, long value) {
    int width = bytesOf(value);
    return id(id).size(width).number(value, width);
  }

  EbmlBuffer decimal(int id, double value) {
    return id(id).size(8).number(Double.doubleToLongBits(value), 8);
  }

  EbmlBuffer text(int id, String value) {
    return binary(id, value.getBytes(StandardCharsets.UTF_8));
  }

  EbmlBuffer binary(int id, byte[] value) {
    return id(id).size(value.length).append(value, 0, value.length);
  }

  /** Appends an element that contains others. */
  EbmlBuffer master(int id, EbmlBuffer content) {
    return id(id).size(content.length).append(content);
  }

  /** Appends an element without meaning (RFC 8794 §11.3.2) that fills a space of 2 to 128 bytes. */
  EbmlBuffer space(int total) {
    id(0xEC).size(total - 2L);
    return append(new byte[total - 2], 0, total - 2);
  }
}
