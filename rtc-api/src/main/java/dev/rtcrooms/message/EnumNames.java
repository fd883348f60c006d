package dev.rtcrooms.message;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Enum constants by their names on the wire; any thread. */
final class EnumNames {

  private EnumNames() {}

  static FieldType.Text of(Class<?> type) {
    Map<String, Object> byName = new LinkedHashMap<>();
    Arrays.stream(type.getEnumConstants())
        .forEach(constant -> byName.put(name(constant), constant));
    String names = String.join(", ", byName.keySet());
    return new FieldType.Text(
        text -> {
          Object constant = byName.get(text);
          if (constant == null) {
            throw new IllegalArgumentException("is one of " + names);
          }
          return constant;
        },
        EnumNames::name,
        null);
  }

  private static String name(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
