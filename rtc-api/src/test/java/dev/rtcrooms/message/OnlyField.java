package dev.rtcrooms.message;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Copies the one field of a name. */
record OnlyField(String only, Fields.Builder to) implements FieldWriter {

  private FieldWriter keep(String name, @Nullable Object value) {
    if (name.equals(only)) {
      to.put(name, value);
    }
    return this;
  }

  @Override
  public FieldWriter text(String name, @Nullable String value) {
    return keep(name, value);
  }

  @Override
  public FieldWriter number(String name, long value) {
    return keep(name, value);
  }

  @Override
  public FieldWriter flag(String name, boolean value) {
    return keep(name, value);
  }

  @Override
  public FieldWriter texts(String name, Iterable<String> values) {
    return keep(name, values);
  }

  @Override
  public FieldWriter numbers(String name, Iterable<Long> values) {
    return keep(name, values);
  }

  @Override
  public <T> FieldWriter object(
      String name, @Nullable T value, BiConsumer<? super T, ? super FieldWriter> writer) {
    return keep(name, value);
  }

  @Override
  public <T> FieldWriter objects(
      String name, List<T> values, BiConsumer<? super T, ? super FieldWriter> writer) {
    return keep(name, values);
  }
}
