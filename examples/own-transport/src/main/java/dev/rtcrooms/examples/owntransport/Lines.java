package dev.rtcrooms.examples.owntransport;

import dev.rtcrooms.CloseReason;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a socket, and enforces their maximum length while reading; for one thread. */
final class Lines {

  private final InputStream bytes;
  private final int longest;

  Lines(InputStream bytes, int longest) {
    this.bytes = new BufferedInputStream(bytes);
    this.longest = longest;
  }

  /**
   * Waits for the next line.
   *
   * @return the line without its end, or null at the end of the stream; an incomplete last line is
   *     discarded
   * @throws BrokenRuleException if the line is too long, or not UTF-8
   */
  @Nullable String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = bytes.read(); b != '\n'; b = bytes.read()) {
      if (b < 0) {
        return null;
      }
      if (line.size() == longest) {
        throw new BrokenRuleException(CloseReason.TOO_BIG);
      }
      line.write(b);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new BrokenRuleException(CloseReason.NOT_TEXT);
    }
  }

  /** Reads and discards everything until the end of the stream. */
  void ignoreTheRest() throws IOException {
    bytes.transferTo(OutputStream.nullOutputStream());
  }
}
