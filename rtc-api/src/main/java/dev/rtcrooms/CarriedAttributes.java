package dev.rtcrooms;

import dev.rtcrooms.message.FieldWriter;
import dev.rtcrooms.message.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Attributes in the form in which one node of a cluster sends them to another; any thread. */
final class CarriedAttributes {

  private CarriedAttributes() {}

  static void write(Map<AttributeKey<?>, Object> values, FieldWriter writer) {
    values.forEach((key, value) -> write(key, value, writer));
  }

  private static <T> void write(AttributeKey<T> key, Object value, FieldWriter writer) {
    String name = key.name();
    if (value instanceof Boolean flag) {
      writer.flag(name, flag);
    } else if (value instanceof Number number) {
      writer.number(name, number.longValue());
    } else if (value instanceof Instant at) {
      writer.number(name, at.toEpochMilli());
    } else if (value instanceof Duration duration) {
      writer.number(name, duration.toMillis());
    } else if (value instanceof Enum<?> constant) {
      writer.text(name, constant.name());
    } else if (key.format().isPresent()) {
      writer.object(name, value, key.format().get()::write);
    } else {
      writer.text(name, value.toString());
    }
  }

  static <T> Optional<T> read(Fields fields, AttributeKey<T> key) {
    return value(fields, key).map(key.type()::cast);
  }

  private static Optional<?> value(Fields fields, AttributeKey<?> key) {
    String name = key.name();
    Class<?> type = key.type();
    if (key.format().isPresent()) {
      return fields.optionalObject(name, key.format().get()::read);
    } else if (type == Boolean.class) {
      return fields.optionalFlag(name);
    } else if (type == Integer.class) {
      return fields.optionalNumber(name).map(Math::toIntExact);
    } else if (type == Long.class) {
      return fields.optionalNumber(name);
    } else if (type == Instant.class) {
      return fields.optionalNumber(name).map(Instant::ofEpochMilli);
    } else if (type == Duration.class) {
      return fields.optionalNumber(name).map(Duration::ofMillis);
    } else if (type.isEnum()) {
      return fields.optionalText(name).map(text -> constant(type, text));
    }
    return fields.optionalText(name);
  }

  private static Object constant(Class<?> type, String name) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("No constant of " + type.getName() + " has this name");
  }
}
