package dev.rtcrooms.message;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Measures and writes the values of {@link Fields}; any thread. */
final class FieldValues {

  private static final int NUMBER = 8;

  private FieldValues() {}

  static int size(Map<String, Object> values) {
    int size = 0;
    for (Map.Entry<String, Object> field : values.entrySet()) {
      size += size(field.getKey()) + size(field.getValue());
    }
    return size;
  }

  private static int size(Object value) {
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
    if (value instanceof Collection<?> list) {
      return list.stream().mapToInt(FieldValues::size).sum();
    }
    if (value instanceof Fields fields) {
      return fields.size();
    }
    return value instanceof Long ? NUMBER : 1;
  }

  static void write(FieldWriter writer, String name, Object value) {
    if (value instanceof String text) {
      writer.text(name, text);
    } else if (value instanceof Long number) {
      writer.number(name, number);
    } else if (value instanceof Boolean flag) {
      writer.flag(name, flag);
    } else if (value instanceof Fields fields) {
      writer.object(name, fields, Fields::writeTo);
    } else if (value instanceof List<?> list) {
      write(writer, name, list);
    }
  }

  /** A list with elements of several kinds is left out, since no reader could ask for it. */
  private static void write(FieldWriter writer, String name, List<?> list) {
    if (all(list, String.class)) {
      writer.texts(name, only(list, String.class));
    } else if (all(list, Long.class)) {
      writer.numbers(name, only(list, Long.class));
    } else if (all(list, Fields.class)) {
      writer.objects(name, only(list, Fields.class), Fields::writeTo);
    }
  }

  private static boolean all(List<?> list, Class<?> kind) {
    return list.stream().allMatch(kind::isInstance);
  }

  private static <V> List<V> only(List<?> list, Class<V> kind) {
    return list.stream().map(kind::cast).toList();
  }
}
