package dev.rtcrooms.hub.cluster;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A frame of a {@link NodeLink}; immutable.
 *
 * @param from the number of the sender's link
 * @param to the number of the receiver's link, or 0 if the sender does not know it yet
 * @param seq the number of the last frame with content, this one included, from 1; {@link #RESET}
 *     to say that the receiver's link is broken
 * @param ack the number of the last frame that the sender received
 * @param content messages; empty in a frame that is only a sign of life
 */
@SuppressWarnings("ArrayRecordComponent") // frames are never compared
record LinkFrame(long from, long to, long seq, long ack, byte[] content) {

  static final long RESET = -1;

  /**
   * Changes with each message that older nodes cannot read. The first byte of a frame is its
   * version, in all versions.
   */
  static final byte VERSION = 2;

  /** The size of what precedes the content, in bytes. */
  static final int HEADER = 1 + 4 * Long.BYTES;

  byte[] toBytes() {
    byte[] bytes = new byte[HEADER + content.length];
    writeHeader(bytes, from, to, seq, ack);
    System.arraycopy(content, 0, bytes, HEADER, content.length);
    return bytes;
  }

  /** Writes what precedes the content. */
  static void writeHeader(byte[] bytes, long from, long to, long seq, long ack) {
    ByteBuffer.wrap(bytes).put(VERSION).putLong(from).putLong(to).putLong(seq).putLong(ack);
  }

  /** The version of a frame that cannot be read, perhaps. */
  static int version(byte[] bytes) {
    return bytes.length == 0 ? 0 : bytes[0];
  }

  /** Null if the bytes are no frame of this version. */
  static @Nullable LinkFrame of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER || in.get() != VERSION) {
      return null;
    }
    long from = in.getLong();
    long to = in.getLong();
    long seq = in.getLong();
    long ack = in.getLong();
    byte[] content = new byte[in.remaining()];
    in.get(content);
    return new LinkFrame(from, to, seq, ack, content);
  }

  /**
   * Tells whether this is the first frame of a link whose sender knows of no link of the receiver.
   */
  boolean begins() {
    return to == 0 && seq == 1 && content.length > 0;
  }

  static LinkFrame reset(long theirs) {
    return new LinkFrame(0, theirs, RESET, 0, new byte[0]);
  }
}
