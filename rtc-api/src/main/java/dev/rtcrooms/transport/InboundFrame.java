package dev.rtcrooms.transport;

import dev.rtcrooms.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Joins the parts of a text frame from a client, and enforces the limits while parts arrive, so
 * that no more than a limit is ever buffered. For transports that read text in parts: one instance
 * for each connection, used by one thread at a time.
 */
public final class InboundFrame {

  private static final byte[] NOTHING = {};

  private final Limits limits;

  /**
   * The parts up to now, in UTF-8: a client may leave a frame unfinished, and characters in memory
   * may take twice as many bytes as on the wire.
   */
  private byte[] begun = NOTHING;

  private int length;

  /** The first half of a surrogate pair whose other half has yet to come; mostly empty. */
  private String half = "";

  private int frameBytes;
  private int messageBytes;
  private int messages;
  private int wholeBytes;
  private boolean tooBig;

  /**
   * Creates an empty frame.
   *
   * @param limits those for received frames are enforced
   */
  public InboundFrame(Limits limits) {
    this.limits = limits;
  }

  /**
   * Adds the next part of a frame.
   *
   * @param part may begin or end in the middle of a message, or of a surrogate pair
   * @param last whether the frame ends with it
   * @return the whole frame, or empty if there is more to come, or if it is {@link #tooBig()}
   */
  public Optional<String> add(String part, boolean last) {
    if (tooBig || !within(part)) {
      tooBig = true;
      forget();
      return Optional.empty();
    }
    if (last) {
      return Optional.of(finish(part));
    }
    append(part);
    return Optional.empty();
  }

  private void append(String part) {
    String text = half.isEmpty() ? part : half + part;
    int end = text.length();
    boolean cut = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    half = cut ? text.substring(end - 1) : "";
    byte[] more = (cut ? text.substring(0, end - 1) : text).getBytes(StandardCharsets.UTF_8);
    int needed = length + more.length;
    if (needed > begun.length) {
      long roomy = Math.min(limits.frameBytes(), length + length / 2L);
      begun = Arrays.copyOf(begun, (int) Math.max(needed, roomy));
    }
    System.arraycopy(more, 0, begun, length, more.length);
    length = needed;
  }

  private void forget() {
    begun = NOTHING;
    length = 0;
    half = "";
  }

  /**
   * Returns the size of the whole frame that {@link #add} returned last.
   *
   * @return the size in UTF-8 bytes
   */
  public int bytes() {
    return wholeBytes;
  }

  /**
   * Tells whether a frame, one of its messages, or their number exceeded a limit. Everything that
   * the client sends afterwards is discarded.
   *
   * @return true from then on
   */
  public boolean tooBig() {
    return tooBig;
  }

  private String finish(String part) {
    String text = part;
    if (length > 0 || !half.isEmpty()) {
      append(part);
      text = new String(begun, 0, length, StandardCharsets.UTF_8) + half;
      forget();
    }
    wholeBytes = frameBytes;
    frameBytes = 0;
    messageBytes = 0;
    messages = 0;
    return text;
  }

  private boolean within(String part) {
    int start = 0;
    for (int feed = part.indexOf('\n'); feed >= 0; feed = part.indexOf('\n', start)) {
      if (!counts(part, start, feed)) {
        return false;
      }
      frameBytes++;
      messageBytes = 0;
      start = feed + 1;
    }
    return counts(part, start, part.length());
  }

  /** Counts a message, or a part of one, and tells whether all is within the limits. */
  private boolean counts(String part, int from, int to) {
    int bytes = utf8Bytes(part, from, to);
    if (bytes > 0 && messageBytes == 0) {
      messages++; // so an empty line is none, as for the codec
    }
    messageBytes += bytes;
    frameBytes += bytes;
    return frameBytes <= limits.frameBytes()
        && messageBytes <= limits.messageBytes()
        && messages <= limits.frameMessages();
  }

  /** Each half of a surrogate pair counts for two of the pair's four bytes. */
  private static int utf8Bytes(String part, int from, int to) {
    int bytes = to - from;
    for (int i = from; i < to; i++) {
      char c = part.charAt(i);
      if (c >= 0x80) {
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }
}
