package dev.rtcrooms.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a script has answered: a word, and perhaps more; immutable.
 *
 * @param parts as Redis sends them
 */
record ScriptAnswer(List<?> parts) {

  boolean is(String word) {
    return text(parts.get(0)).equals(word);
  }

  long number(int index) {
    return number(parts.get(index));
  }

  List<?> list(int index) {
    return (List<?>) parts.get(index);
  }

  static long number(Object part) {
    return Long.parseLong(text(part));
  }

  String text(int index) {
    return text(parts.get(index));
  }

  static String text(Object part) {
    return new String((byte[]) part, StandardCharsets.UTF_8);
  }
}
