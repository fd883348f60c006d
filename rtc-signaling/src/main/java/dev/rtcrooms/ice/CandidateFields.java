package dev.rtcrooms.ice;

import dev.rtcrooms.grammar.CharClass;
import dev.rtcrooms.grammar.Decimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A candidate's fields, one space apart, read from the first to the last; for one thread. */
final class CandidateFields {

  private final String[] fields;
  private int at;

  CandidateFields(String text) {
    fields = text.split(" ", -1);
  }

  /** The next field, which may be empty. */
  String next() throws CandidateException {
    if (at == fields.length) {
      throw new CandidateException("lacks a field");
    }
    return fields[at++];
  }

  String token() throws CandidateException {
    String token = next();
    if (!CharClass.TOKEN.matches(token)) {
      throw new CandidateException("has something that is not a token");
    }
    return token;
  }

  /** A number from 0 to {@code max}, with leading zeros if the sender likes. */
  long number(String name, long max) throws CandidateException {
    long value = Decimal.parse(next(), max);
    if (value == Decimal.NONE) {
      throw new CandidateException("has something that is not a " + name);
    }
    return value;
  }

  String address() throws CandidateException {
    String address = next();
    if (address.isEmpty()) {
      throw new CandidateException("lacks an address");
    }
    return address;
  }

  /** Passes the keyword, in any case as ABNF has it, if it is the next field. */
  boolean skip(String keyword) {
    boolean found = at < fields.length && fields[at].equalsIgnoreCase(keyword);
    if (found) {
      at++;
    }
    return found;
  }

  /**
   * Names and values by turns up to the end. Of two values of one name the last counts, and a name
   * at the end may lack its value, both as in Chromium.
   */
  Map<String, String> extensions() {
    Map<String, String> extensions = new LinkedHashMap<>();
    while (at + 1 < fields.length) {
      extensions.put(fields[at], fields[at + 1]);
      at += 2;
    }
    return Collections.unmodifiableMap(extensions);
  }
}
