package dev.rtcrooms.netty;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.transport.InboundFrame;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a message from the pieces that a client sends: strict UTF-8, bounded while it is
 * received. One for each message that has begun, on the connection's event loop.
 */
final class InboundText {

  private static final byte[] NOTHING = {};

  private static final char REPLACEMENT = '\uFFFD';

  private final InboundFrame frame;
  private byte[] cut = NOTHING;
  private @Nullable Inflation inflation;

  InboundText(Limits limits) {
    frame = new InboundFrame(limits);
  }

  /** Buffers that the connections of an event loop share, since they use them in turn. */
  static final class Scratch {
    private static final int PIECE = 8 * 1024;

    /** How many bytes of a character can be cut off at most (RFC 3629 §3). */
    private static final int MAX_CUT = 3;

    private final byte[] payload = new byte[PIECE];
    private final byte[] inflated = new byte[PIECE];
    private final CharBuffer chars = CharBuffer.allocate(PIECE + MAX_CUT);
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    byte[] payload() {
      return payload;
    }
  }

  /** Adds a piece, and returns the whole text after the last one. */
  Optional<String> add(ByteBuffer piece, boolean compressed, boolean last, Scratch scratch)
      throws Violation {
    return compressed ? inflate(piece, last, scratch) : decode(piece, last, scratch);
  }

  /** The size of the whole text that {@link #add} returned last, in bytes. */
  int bytes() {
    return frame.bytes();
  }

  /** Frees the memory of a message that will not be completed. */
  void end() {
    if (inflation != null) {
      inflation.end();
      inflation = null;
    }
  }

  private Optional<String> inflate(ByteBuffer piece, boolean last, Scratch scratch)
      throws Violation {
    if (inflation == null) {
      inflation = new Inflation();
    }
    inflation.feed(piece);
    drain(inflation, scratch);
    if (!last) {
      return Optional.empty();
    }
    inflation.feedTail();
    drain(inflation, scratch);
    end();
    return decode(ByteBuffer.wrap(NOTHING), true, scratch);
  }

  private void drain(Inflation source, Scratch scratch) throws Violation {
    for (int n = source.next(scratch.inflated); n > 0; n = source.next(scratch.inflated)) {
      decode(ByteBuffer.wrap(scratch.inflated, 0, n), false, scratch);
    }
  }

  /** Keeps a character that a piece cuts in two until the next piece. */
  private Optional<String> decode(ByteBuffer piece, boolean last, Scratch scratch)
      throws Violation {
    ByteBuffer bytes = cut.length == 0 ? piece : joined(piece);
    String whole = wholeCharacters(bytes);
    Optional<String> text = frame.add(whole == null ? strictly(bytes, last, scratch) : whole, last);
    if (frame.tooBig()) {
      throw new Violation(CloseReason.TOO_BIG);
    }
    return text;
  }

  /** The fast path, unless the result contains U+FFFD, which may stand for malformed input. */
  private @Nullable String wholeCharacters(ByteBuffer bytes) {
    String text =
        new String(
            bytes.array(),
            bytes.arrayOffset() + bytes.position(),
            bytes.remaining(),
            StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      return null;
    }
    cut = NOTHING;
    return text;
  }

  private String strictly(ByteBuffer bytes, boolean last, Scratch scratch) throws Violation {
    CharBuffer chars = scratch.chars.clear();
    CoderResult result = scratch.decoder.reset().decode(bytes, chars, last);
    if (result.isError()) {
      throw Violation.ofData("text is not UTF-8");
    }
    cut = rest(bytes);
    return chars.flip().toString();
  }

  private ByteBuffer joined(ByteBuffer piece) {
    return ByteBuffer.allocate(cut.length + piece.remaining()).put(cut).put(piece).flip();
  }

  private static byte[] rest(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return NOTHING;
    }
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    return rest;
  }
}
