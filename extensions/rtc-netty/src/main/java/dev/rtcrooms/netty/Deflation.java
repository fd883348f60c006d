package dev.rtcrooms.netty;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Compresses messages (RFC 7692 §7.2.1) without context takeover, so that all receivers of a
 * message get the same bytes. For one event loop.
 */
final class Deflation {

  /** The length of the end of each flush, which a message omits. */
  private static final int TAIL = 4;

  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private byte[] target = new byte[4 * 1024];

  /** The compressed message, until this is called again. */
  ByteBuffer deflate(ByteBuffer message) {
    deflater.reset();
    deflater.setInput(message);
    int length = 0;
    while (true) {
      length += deflater.deflate(target, length, target.length - length, Deflater.SYNC_FLUSH);
      if (length < target.length) {
        return ByteBuffer.wrap(target, 0, length - TAIL);
      }
      target = Arrays.copyOf(target, target.length * 2);
    }
  }
}
