package dev.rtcrooms.benchmarks.load;

import java.util.Arrays;

/**
 * Cuts what a server sends into WebSocket frames (RFC 6455 §5.2) and joins fragments; for one
 * connection and one thread.
 */
final class FrameReader {

  private static final int FINAL = 0x80;
  private static final int OPCODE = 0x0F;
  private static final int LENGTH = 0x7F;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final byte[] EMPTY = {};

  private final Listener listener;
  private byte[] begun = EMPTY;
  private int begunLength;

  FrameReader(Listener listener) {
    this.listener = listener;
  }

  /** Hears what a frame holds; the bytes are only lent. */
  interface Listener {
    void message(byte[] bytes, int from, int to);

    void ping(byte[] bytes, int from, int to);

    void close(byte[] bytes, int from, int to);
  }

  /** Reads all whole frames, and gives the place after the last. */
  int read(byte[] bytes, int from, int to) {
    int at = from;
    while (to - at >= 2) {
      int length = bytes[at + 1] & LENGTH;
      int payload = at + 2;
      if (length == TWO_BYTES) {
        payload += 2;
        length = to < payload ? 0 : ((bytes[at + 2] & 0xFF) << 8) | (bytes[at + 3] & 0xFF);
      } else if (length == EIGHT_BYTES) {
        payload += 8;
        length = to < payload ? 0 : lastFourOfEight(bytes, at + 2);
      }
      if (to - payload < length) {
        return at;
      }
      frame(bytes[at], bytes, payload, payload + length);
      at = payload + length;
    }
    return at;
  }

  /** No frame here is over two gigabytes. */
  private static int lastFourOfEight(byte[] bytes, int at) {
    int length = 0;
    for (int i = at + 4; i < at + 8; i++) {
      length = (length << 8) | (bytes[i] & 0xFF);
    }
    return length;
  }

  private void frame(byte first, byte[] bytes, int from, int to) {
    boolean last = (first & FINAL) != 0;
    int opcode = first & OPCODE;
    switch (opcode) {
      case PING -> listener.ping(bytes, from, to);
      case CLOSE -> listener.close(bytes, from, to);
      case TEXT, BINARY, CONTINUATION -> {
        if (last && opcode != CONTINUATION) {
          listener.message(bytes, from, to);
        } else {
          fragment(bytes, from, to, last);
        }
      }
      default -> {} // a pong that nobody asked for
    }
  }

  private void fragment(byte[] bytes, int from, int to, boolean last) {
    int length = begunLength + to - from;
    if (begun.length < length) {
      begun = Arrays.copyOf(begun, 2 * length);
    }
    System.arraycopy(bytes, from, begun, begunLength, to - from);
    begunLength = length;
    if (last) {
      begunLength = 0;
      listener.message(begun, 0, length);
    }
  }
}
