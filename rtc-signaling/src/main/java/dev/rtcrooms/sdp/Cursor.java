package dev.rtcrooms.sdp;

import org.jspecify.annotations.Nullable;

/**
 * Reads one line from left to right and never goes back; for one thread. What it refuses, it
 * refuses with the line's number and the field's name, and without anything of the text.
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

  /** Stands before {@code from} and never passes {@code end}. */
  Cursor(CharSequence text, int from, int end, int line, char type) {
    this(text, from, end, line, type, null);
  }

  /** The rest of this line, as the value of that attribute. */
  Cursor as(String attribute) {
    return new Cursor(text, at, end, line, type, attribute);
  }

  int line() {
    return line;
  }

  boolean isDone() {
    return at == end;
  }

  /** Goes past the character if it is the next one. */
  boolean skip(char c) {
    if (at < end && text.charAt(at) == c) {
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

  /** Nothing may follow. */
  void finish() throws SdpException {
    if (!isDone()) {
      throw refusal("has something after its end");
    }
  }

  /** At least one character of the class. */
  String some(CharClass chars, String what) throws SdpException {
    int from = at;
    at = chars.runEnd(text, from, end);
    if (at == from) {
      throw refusal("lacks " + what);
    }
    return text.subSequence(from, at).toString();
  }

  /** {@code token} (RFC 8866 §9). */
  String token() throws SdpException {
    return some(CharClass.TOKEN, "a token");
  }

  /** {@code non-ws-string} (RFC 8866 §9). */
  String word() throws SdpException {
    return some(CharClass.VISIBLE, "a word");
  }

  /** {@code 1*DIGIT}, however many. */
  String digits() throws SdpException {
    return some(CharClass.DIGIT, "a number");
  }

  /** All that is left, at least one character; {@code byte-string} (RFC 8866 §9). */
  String rest() throws SdpException {
    if (isDone()) {
      throw refusal("lacks a value");
    }
    int from = at;
    at = end;
    return text.subSequence(from, end).toString();
  }

  /** {@code 1*DIGIT}, at most {@code max}. */
  long number(long max) throws SdpException {
    String digits = digits();
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (value > (max - digit) / 10) {
        throw refusal("has a number that is too large");
      }
      value = value * 10 + digit;
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
