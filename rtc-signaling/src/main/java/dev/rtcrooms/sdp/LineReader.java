package dev.rtcrooms.sdp;

/**
 * Splits a description into lines, in one pass and within limits; for one thread. A line ends with
 * CR LF or a lone LF (RFC 8866 §5); the last line may lack its ending.
 */
final class LineReader {

  private final CharSequence text;
  private final SdpLimits limits;
  private int bytes;
  private int number;
  private int start;
  private int end;
  private int next;

  LineReader(CharSequence text, SdpLimits limits) {
    this.text = text;
    this.limits = limits;
  }

  /** Moves to the next line; returns false at the end. */
  boolean next() throws SdpException {
    if (next == text.length()) {
      return false;
    }
    number++;
    if (text.length() > limits.bytes()) {
      throw tooLong();
    }
    if (number > limits.lines()) {
      throw refusal("more than " + limits.lines() + " lines");
    }
    start = next;
    find();
    if (end - start < 2 || text.charAt(start + 1) != '=') {
      throw refusal("not of the form type=value");
    }
    return true;
  }

  private void find() throws SdpException {
    int length = text.length();
    int more = 0;
    int at = start;
    while (at < length) {
      char c = text.charAt(at);
      if (c == '\n') {
        break;
      }
      if (c < ' ' || c > '~') {
        more += unusual(c, at);
      }
      at++;
    }
    end = at > start && at < length && text.charAt(at - 1) == '\r' ? at - 1 : at;
    next = Math.min(at + 1, length);
    bytes += next - start + more;
    checkSize(end - start + more);
  }

  /** Refuses a forbidden character; else returns its number of bytes in UTF-8 minus one. */
  private int unusual(char c, int at) throws SdpException {
    if (c == 0) {
      throw refusal("a NUL character");
    }
    if (c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n')) {
      throw refusal("a carriage return that does not end the line");
    }
    if (Character.isSurrogate(c)) {
      checkPair(c, at);
      return 1;
    }
    return c < 0x80 ? 0 : c < 0x800 ? 1 : 2;
  }

  /** A lone surrogate has no UTF-8 form, so it could not be relayed unchanged. */
  private void checkPair(char c, int at) throws SdpException {
    int other = Character.isHighSurrogate(c) ? at + 1 : at - 1;
    boolean paired =
        other >= start
            && other < text.length()
            && Character.isSurrogate(text.charAt(other))
            && Character.isHighSurrogate(text.charAt(other)) != Character.isHighSurrogate(c);
    if (!paired) {
      throw refusal("a lone surrogate");
    }
  }

  private void checkSize(int lineBytes) throws SdpException {
    if (bytes > limits.bytes()) {
      throw tooLong();
    }
    if (lineBytes > limits.lineBytes()) {
      throw refusal("longer than " + limits.lineBytes() + " bytes");
    }
  }

  private SdpException tooLong() {
    return refusal("the description is longer than " + limits.bytes() + " bytes");
  }

  /** The number of the current line, from 1. */
  int number() {
    return number;
  }

  char type() {
    return text.charAt(start);
  }

  /** Begins at the value. */
  Cursor value() {
    return new Cursor(text, start + 2, end, number, type());
  }

  SdpLine line() {
    String ending = next == end ? "" : next - end == 1 ? SdpLine.LF : SdpLine.CRLF;
    return new SdpLine(number, type(), text.subSequence(start + 2, end).toString(), ending);
  }

  private SdpException refusal(String reason) {
    return new SdpException(number, reason);
  }
}
