package dev.rtcrooms.hub.cluster;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Messages that will be the content of one frame; for one thread. */
final class FrameBuffer extends ByteArrayOutputStream {

  private static final int INITIAL_BYTES = 512;

  private final long since;

  /** A buffer without messages, whose first one comes at the given time in nanoseconds. */
  FrameBuffer(long since) {
    super(INITIAL_BYTES);
    this.since = since;
    count = LinkFrame.HEADER;
  }

  /** When the first message came. */
  long since() {
    return since;
  }

  /** The size of the messages in bytes. */
  int contentSize() {
    return count - LinkFrame.HEADER;
  }

  /** Adds a message, or nothing if it cannot be written. */
  void add(NodeMessage message) {
    int before = count;
    boolean written = false;
    try {
      Wire.write(message, new DataOutputStream(this));
      written = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text that is too long
    } finally {
      count = written ? count : before;
    }
  }

  /** Removes what follows the first so many bytes of content, and returns it as another buffer. */
  FrameBuffer split(int contentSize, long now) {
    int at = LinkFrame.HEADER + contentSize;
    FrameBuffer rest = new FrameBuffer(now);
    rest.write(buf, at, count - at);
    count = at;
    return rest;
  }

  /** The frame with these messages; the last call on this buffer. */
  byte[] frame(long from, long to, long seq, long ack) {
    LinkFrame.writeHeader(buf, from, to, seq, ack);
    return count == buf.length ? buf : Arrays.copyOf(buf, count);
  }
}
