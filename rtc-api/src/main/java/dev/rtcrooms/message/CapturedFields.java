package dev.rtcrooms.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Collects written fields for {@link Fields}, without nulls; for one thread. */
record CapturedFields(Fields.Builder fields) implements FieldWriter {

  @Override
  public FieldWriter text(String name, @Nullable String value) {
    return value == null ? this : put(name, value);
  }

  @Override
  public FieldWriter number(String name, long value) {
    return put(name, value);
  }

  @Override
  public FieldWriter flag(String name, boolean value) {
    return put(name, value);
  }

  @Override
  public FieldWriter texts(String name, Iterable<String> values) {
    return put(name, copy(values));
  }

  @Override
  public FieldWriter numbers(String name, Iterable<Long> values) {
    return put(name, copy(values));
  }

  @Override
  public <T> FieldWriter object(
      String name, @Nullable T value, BiConsumer<? super T, ? super FieldWriter> writer) {
    return value == null ? this : put(name, Fields.of(inner -> writer.accept(value, inner)));
  }

  @Override
  public <T> FieldWriter objects(
      String name, List<T> values, BiConsumer<? super T, ? super FieldWriter> writer) {
    return put(
        name,
        values.stream().map(value -> Fields.of(inner -> writer.accept(value, inner))).toList());
  }

  private FieldWriter put(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  private static <V> List<V> copy(Iterable<V> values) {
    List<V> copy = new ArrayList<>();
    values.forEach(copy::add);
    return List.copyOf(copy);
  }
}
