package dev.rtcrooms.sdp;

import dev.rtcrooms.grammar.CharClass;
import dev.rtcrooms.grammar.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line from left to right and never goes back; for one thread. A refusal names the number
 * of the line and the field, and quotes nothing.
 */
final class Cursor {

  private final CharSequence text;
  private final int end;
  private final int line;
  private final char type;
  private final @Nullable String attribute;
  private int at;

  private Cursor(
      CharSequence text, int from, int end, int line, char type, @Nullable String attribute) {
    this.text = text;
    this.at = from;
    this.end = end;
    this.line = line;
    this.type = type;
    this.attribute = attribute;
  }

  /** Begins at {@code from} and never passes {@code end}. */
  Cursor(CharSequence text, int from, int end, int line, char type) {
    this(text, from, end, line, type, null);
  }

  /** The rest of this line, as the value of that attribute. */
  Cursor as(String attribute) {
    return new Cursor(text, at, end, line, type, attribute);
  }

  /** The rest of this line without the spaces at its end, as the value of that attribute. */
  Cursor trimmed(String attribute) {
    int last = end;
    while (last > at && text.charAt(last - 1) == ' ') {
      last--;
    }
    return new Cursor(text, at, last, line, type, attribute);
  }

  int line() {
    return line;
  }

  boolean isDone() {
    return at == end;
  }

  boolean isNext(char c) {
    return at < end && text.charAt(at) == c;
  }

  /** Passes the character if it is the next one. */
  boolean skip(char c) {
    if (isNext(c)) {
      at++;
      return true;
    }
    return false;
  }

  void expect(char c) throws SdpException {
    if (!skip(c)) {
      throw refusal(c == ' ' ? "lacks a field" : "lacks a '" + c + "'");
    }
  }

  void space() throws SdpException {
    expect(' ');
  }

  /** Passes any number of spaces. */
  void spaces() {
    while (skip(' ')) {
      // Nothing else to do.
    }
  }

  /** Requires that nothing follows. */
  void finish() throws SdpException {
    if (!isDone()) {
      throw refusal("has something after its end");
    }
  }

  /** Reads at least one character of the class. */
  String some(CharClass chars, String what) throws SdpException {
    int from = at;
    at = chars.runEnd(text, from, end);
    if (at == from) {
      throw refusal("lacks " + what);
    }
    return text.subSequence(from, at).toString();
  }

  /** Reads a {@code token} (RFC 8866 §9). */
  String token() throws SdpException {
    return some(CharClass.TOKEN, "a token");
  }

  /** Reads a {@code non-ws-string} (RFC 8866 §9). */
  String word() throws SdpException {
    return some(CharClass.VISIBLE, "a word");
  }

  /** Reads {@code 1*DIGIT}, any number of digits. */
  String digits() throws SdpException {
    return some(CharClass.DIGIT, "a number");
  }

  /** Reads all that is left, at least one character; {@code byte-string} (RFC 8866 §9). */
  String rest() throws SdpException {
    if (isDone()) {
      throw refusal("lacks a value");
    }
    int from = at;
    at = end;
    return text.subSequence(from, end).toString();
  }

  /** Reads {@code 1*DIGIT}, at most {@code max}. */
  long number(long max) throws SdpException {
    long value = Decimal.parse(digits(), max);
    if (value == Decimal.NONE) {
      throw refusal("has a number that is too large");
    }
    return value;
  }

  int number(int max) throws SdpException {
    return (int) number((long) max);
  }

  SdpException refusal(String reason) {
    String field = attribute == null ? type + "=" : "a=" + attribute;
    return new SdpException(line, field + " " + reason);
  }
}
