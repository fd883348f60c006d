package dev.rtcrooms.listing;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** Writes values as Java literals. Any thread may call it. */
final class Constants {

  private Constants() {}

  /** " = value" for a constant of primitive type or a string, else nothing. */
  static String initializer(Field field) {
    boolean literal = field.getType().isPrimitive() || field.getType() == String.class;
    int both = Modifier.STATIC | Modifier.FINAL;
    if (!literal || (field.getModifiers() & both) != both) {
      return "";
    }
    field.setAccessible(true); // it may be protected
    try {
      return " = " + literal(field.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  static String literal(Object value) {
    if (value instanceof String text) {
      return '"' + escaped(text, '"') + '"';
    }
    if (value instanceof Character character) {
      return "'" + escaped(character.toString(), '\'') + "'";
    }
    String suffix = value instanceof Long ? "L" : value instanceof Float ? "f" : "";
    return value + suffix;
  }

  private static String escaped(String text, char quote) {
    StringBuilder escaped = new StringBuilder();
    for (char each : text.toCharArray()) {
      if (each == '\\' || each == quote) {
        escaped.append('\\').append(each);
      } else if (each < ' ' || each > '~') {
        escaped.append(String.format("\\u%04x", (int) each));
      } else {
        escaped.append(each);
      }
    }
    return escaped.toString();
  }
}
