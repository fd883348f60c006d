package dev.rtcrooms.message;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** How the values of one component type are read from a field and written to it; any thread. */
sealed interface FieldType {

  /** Reads a field; empty if it is absent. */
  Optional<?> read(FieldReader fields, String name);

  /** Reads a field that must be present. */
  Object require(FieldReader fields, String name);

  void write(FieldWriter fields, String name, Object value);

  /** Texts, and values that are written as text. */
  record Text(
      Function<String, ? extends Object> reader,
      Function<Object, String> writer,
      @Nullable Size size)
      implements FieldType {

    @Override
    public Optional<?> read(FieldReader fields, String name) {
      return fields.optionalText(name).map(text -> value(name, text));
    }

    @Override
    public Object require(FieldReader fields, String name) {
      return value(name, fields.text(name));
    }

    Object value(String name, String text) {
      checkSize(size, name, text.length(), "characters");
      try {
        return reader.apply(text);
      } catch (IllegalArgumentException e) {
        throw bad(name, name + " " + e.getMessage());
      }
    }

    @Override
    public void write(FieldWriter fields, String name, Object value) {
      fields.text(name, writer.apply(value));
    }
  }

  /** Integers, and values that are written as integers. */
  record Whole(LongFunction<? extends Object> reader, ToLongFunction<Object> writer)
      implements FieldType {

    @Override
    public Optional<?> read(FieldReader fields, String name) {
      return fields.optionalNumber(name).map(number -> value(name, number));
    }

    @Override
    public Object require(FieldReader fields, String name) {
      return value(name, fields.number(name));
    }

    Object value(String name, long number) {
      try {
        return reader.apply(number);
      } catch (ArithmeticException e) {
        throw bad(name, name + " is out of range");
      }
    }

    @Override
    public void write(FieldWriter fields, String name, Object value) {
      fields.number(name, writer.applyAsLong(value));
    }
  }

  /** Booleans. */
  record Flag() implements FieldType {

    @Override
    public Optional<?> read(FieldReader fields, String name) {
      return fields.optionalFlag(name);
    }

    @Override
    public Object require(FieldReader fields, String name) {
      return fields.flag(name);
    }

    @Override
    public void write(FieldWriter fields, String name, Object value) {
      fields.flag(name, (Boolean) value);
    }
  }

  /** Records. */
  record Nested(DerivedRecord<?> format) implements FieldType {

    @Override
    public Optional<?> read(FieldReader fields, String name) {
      return fields.optionalObject(name, format::read);
    }

    @Override
    public Object require(FieldReader fields, String name) {
      return fields.object(name, format::read);
    }

    @Override
    public void write(FieldWriter fields, String name, Object value) {
      fields.object(name, value, format::write);
    }
  }

  /** Lists, which are never absent. */
  record Listed(FieldType element, @Nullable Size size) implements FieldType {

    @Override
    public Optional<?> read(FieldReader fields, String name) {
      return Optional.of(require(fields, name));
    }

    @Override
    public Object require(FieldReader fields, String name) {
      List<?> values = values(fields, name);
      checkSize(size, name, values.size(), "elements");
      return values;
    }

    private List<?> values(FieldReader fields, String name) {
      if (element instanceof Nested nested) {
        return fields.objects(name, nested.format::read);
      }
      List<Object> values = new ArrayList<>();
      if (element instanceof Text text) {
        fields.texts(name).forEach(v -> values.add(text.value(indexed(name, values), v)));
      } else if (element instanceof Whole number) {
        fields.numbers(name).forEach(v -> values.add(number.value(indexed(name, values), v)));
      }
      return List.copyOf(values);
    }

    private static String indexed(String name, List<?> before) {
      return name + "[" + before.size() + "]";
    }

    @Override
    public void write(FieldWriter fields, String name, Object value) {
      List<?> values = (List<?>) value;
      if (element instanceof Nested nested) {
        fields.objects(name, values, nested.format::write);
      } else if (element instanceof Text text) {
        fields.texts(name, values.stream().map(text.writer).toList());
      } else if (element instanceof Whole number) {
        fields.numbers(name, values.stream().<Long>map(v -> number.writer.applyAsLong(v)).toList());
      }
    }
  }

  /**
   * Finds the field type of a component, of an optional component's value, or of a list's element.
   *
   * @param where the component, for the message of an exception
   * @throws IllegalArgumentException if no field can have this type, or its limits are invalid
   */
  static FieldType of(
      AnnotatedType type, String where, Function<Class<?>, DerivedRecord<?>> records) {
    Size size = FieldLimits.of(type, where);
    if (type instanceof AnnotatedParameterizedType parameterized
        && parameterized.getType() instanceof ParameterizedType generic
        && generic.getRawType() == List.class) {
      FieldType element = of(parameterized.getAnnotatedActualTypeArguments()[0], where, records);
      if (!(element instanceof Flag || element instanceof Listed)) {
        return new Listed(element, size);
      }
    } else if (type.getType() instanceof Class<?> raw) {
      FieldType known = of(raw, size, records);
      if (known != null) {
        return known;
      }
    }
    throw new IllegalArgumentException(
        where + " has the type " + type.getType().getTypeName() + ", which no field can have");
  }

  private static @Nullable FieldType of(
      Class<?> raw, @Nullable Size size, Function<Class<?>, DerivedRecord<?>> records) {
    if (raw == String.class) {
      return new Text(Function.identity(), String.class::cast, size);
    }
    if (size != null) {
      return null;
    }
    if (raw.isEnum()) {
      return EnumNames.of(raw);
    }
    if (raw == int.class || raw == Integer.class) {
      return new Whole(Math::toIntExact, value -> (Integer) value);
    }
    if (raw == long.class || raw == Long.class) {
      return new Whole(Long::valueOf, value -> (Long) value);
    }
    if (raw == Instant.class) {
      return new Whole(Instant::ofEpochMilli, value -> ((Instant) value).toEpochMilli());
    }
    if (raw == Duration.class) {
      return new Whole(Duration::ofMillis, value -> ((Duration) value).toMillis());
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return new Flag();
    }
    return raw.isRecord() ? new Nested(records.apply(raw)) : null;
  }

  private static void checkSize(@Nullable Size size, String name, int actual, String of) {
    if (size != null && (actual < size.min() || actual > size.max())) {
      throw bad(name, name + " has " + FieldLimits.text(size) + " " + of);
    }
  }

  private static RefusalException bad(String name, String text) {
    return new RefusalException(Refusal.ofField(Refusal.BAD_FIELD, name, text));
  }
}
