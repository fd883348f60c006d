package dev.rtcrooms.transport;

import dev.rtcrooms.Limits;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins the parts of a text frame from a client, and checks them while they arrive: no more than a
 * limit is ever buffered, and what is not UTF-8 is found before the frame ends (RFC 6455 §8.1). For
 * transports that read in parts: one instance for each connection, used by one thread at a time.
 */
public final class InboundFrame {

  private static final byte[] NOTHING = {};

  private final Limits limits;
  private final Utf8Check check = new Utf8Check();

  /**
   * The parts up to now, in UTF-8: a client may leave a frame unfinished, and characters in memory
   * may take twice as many bytes as on the wire.
   */
  private byte[] begun = NOTHING;

  private int length;
  private @Nullable CharsetEncoder encoder;

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
   * Adds the next part of a frame, as text.
   *
   * @param part may begin or end in the middle of a message, or of a surrogate pair
   * @param last whether the frame ends with it
   * @return the whole frame, which is the part itself if it has no other; or empty if there is more
   *     to come, or if it is {@link #tooBig()}
   */
  public Optional<CharSequence> add(String part, boolean last) {
    if (tooBig || malformed() || !within(part)) {
      return fail();
    }
    if (last && length == 0 && half.isEmpty()) {
      startAnew();
      return Optional.of(part);
    }
    append(half.isEmpty() ? part : half + part, last);
    return last ? Optional.of(finish(begun, 0, length)) : Optional.empty();
  }

  /**
   * Adds the next part of a frame, as bytes.
   *
   * @param part UTF-8 in an array, from its position to its limit; may begin or end in the middle
   *     of a message, or of a character
   * @param last whether the frame ends with it
   * @return the whole frame; or empty if there is more to come, or if it is {@link #tooBig()} or
   *     {@link #malformed()}
   */
  public Optional<CharSequence> add(ByteBuffer part, boolean last) {
    byte[] bytes = part.array();
    int from = part.arrayOffset() + part.position();
    int to = from + part.remaining();
    if (tooBig || malformed() || !within(bytes, from, to) || !check.allows(last)) {
      return fail();
    }
    if (last && length == 0) {
      return Optional.of(finish(bytes, from, to - from));
    }
    reserve(to - from);
    System.arraycopy(bytes, from, begun, length, to - from);
    length += to - from;
    return last ? Optional.of(finish(begun, 0, length)) : Optional.empty();
  }

  private Optional<CharSequence> fail() {
    tooBig |= !malformed();
    begun = NOTHING;
    half = "";
    return Optional.empty();
  }

  private void append(String text, boolean last) {
    int end = text.length();
    boolean cut = !last && end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    int whole = cut ? end - 1 : end;
    half = text.substring(whole);
    reserve(utf8Bytes(text, 0, whole));
    ByteBuffer more = ByteBuffer.wrap(begun, length, begun.length - length);
    encoder().encode(CharBuffer.wrap(text, 0, whole), more, true);
    length = more.position();
  }

  private CharsetEncoder encoder() {
    CharsetEncoder known = encoder;
    if (known == null) {
      known = StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
      encoder = known;
    }
    return known.reset();
  }

  private void reserve(int more) {
    int needed = length + more;
    if (needed > begun.length) {
      long roomy = Math.min(limits.frameBytes(), length + length / 2L);
      begun = Arrays.copyOf(begun, (int) Math.max(needed, roomy));
    }
  }

  /**
   * Returns the size of the whole frame that {@code add} returned last.
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

  /**
   * Tells whether a frame was not UTF-8. Everything that the client sends afterwards is discarded,
   * and the connection must be closed with 1007.
   *
   * @return true from then on
   */
  public boolean malformed() {
    return check.failed();
  }

  /**
   * A string of ASCII takes one copy. For other text, the decoder of {@link String} needs several
   * times the memory of the characters.
   */
  private CharSequence finish(byte[] utf8, int from, int count) {
    CharSequence text =
        Utf8Check.isAscii(utf8, from, from + count)
            ? new String(utf8, from, count, StandardCharsets.ISO_8859_1)
            : StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8, from, count));
    startAnew();
    return text;
  }

  private void startAnew() {
    begun = NOTHING;
    length = 0;
    half = "";
    wholeBytes = frameBytes;
    frameBytes = 0;
    messageBytes = 0;
    messages = 0;
  }

  private boolean within(String part) {
    int start = 0;
    for (int feed = part.indexOf('\n'); feed >= 0; feed = part.indexOf('\n', start)) {
      if (!endsMessage(utf8Bytes(part, start, feed))) {
        return false;
      }
      start = feed + 1;
    }
    return counts(utf8Bytes(part, start, part.length()));
  }

  private boolean within(byte[] part, int from, int to) {
    int start = from;
    int feed = check.toLineFeed(part, start, to);
    while (feed < to) {
      if (!endsMessage(feed - start)) {
        return false;
      }
      start = feed + 1;
      feed = check.toLineFeed(part, start, to);
    }
    return counts(to - start);
  }

  private boolean endsMessage(int bytes) {
    boolean within = counts(bytes);
    frameBytes++;
    messageBytes = 0;
    return within;
  }

  /** Counts a message, or a part of one, and tells whether all is within the limits. */
  private boolean counts(int bytes) {
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
