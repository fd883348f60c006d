package dev.rtcrooms.ice;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A candidate's fields, one space apart, read from the first to the last; for one thread. */
final class CandidateFields {

  private static final int MAX_FOUNDATION = 32;

  /** What stands at a fixed place may not come again as an extension. */
  private static final Set<String> RESERVED = Set.of("typ", "raddr", "rport");

  private final String[] fields;
  private int at;

  CandidateFields(String text) {
    fields = text.split(" ", -1);
  }

  private String next() throws CandidateException {
    if (at == fields.length) {
      throw new CandidateException("lacks a field");
    }
    return fields[at++];
  }

  /** {@code 1*32ice-char}. */
  String foundation() throws CandidateException {
    String foundation = next();
    if (!Chars.ICE.all(foundation) || foundation.length() > MAX_FOUNDATION) {
      throw new CandidateException("has something that is not a foundation");
    }
    return foundation;
  }

  String token() throws CandidateException {
    String token = next();
    if (!Chars.TOKEN.all(token)) {
      throw new CandidateException("has something that is not a token");
    }
    return token;
  }

  int number(String name, int digits, long min, long max) throws CandidateException {
    String number = next();
    boolean decimal = number.length() <= digits && Chars.DIGIT.all(number);
    long value = decimal ? Long.parseLong(number) : -1;
    if (value < min || value > max) {
      throw new CandidateException("has something that is not a " + name);
    }
    return (int) value;
  }

  String address() throws CandidateException {
    String address = next();
    if (AddressKind.of(address).isEmpty()) {
      throw new CandidateException("has something that is not an address");
    }
    return address;
  }

  /** Goes past the keyword if it is the next field; in any case, as ABNF has it. */
  boolean skip(String keyword) {
    boolean found = at < fields.length && fields[at].equalsIgnoreCase(keyword);
    if (found) {
      at++;
    }
    return found;
  }

  /**
   * Pairs of name and value to the end. A name comes once: of two, two readers might take either.
   */
  Map<String, String> extensions() throws CandidateException {
    Map<String, String> extensions = new LinkedHashMap<>();
    while (at < fields.length) {
      String name = token();
      if (RESERVED.contains(name.toLowerCase(Locale.ROOT))
          || extensions.put(name, next()) != null) {
        throw new CandidateException("has a field twice, or out of its place");
      }
    }
    return extensions;
  }
}
