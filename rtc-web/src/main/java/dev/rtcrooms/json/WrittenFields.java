package dev.rtcrooms.json;

import dev.rtcrooms.message.FieldWriter;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the fields of one object; for one thread. */
final class WrittenFields implements FieldWriter {
  private final JsonGenerator json;
  private final Set<String> reserved;

  /**
   * Writes into the current object.
   *
   * @param reserved names of the envelope, which a message must not use
   */
  WrittenFields(JsonGenerator json, Set<String> reserved) {
    this.json = json;
    this.reserved = reserved;
  }

  @Override
  public FieldWriter text(String name, @Nullable String value) {
    if (value != null) {
      name(name).writeString(WellFormed.of(value));
    }
    return this;
  }

  @Override
  public FieldWriter number(String name, long value) {
    name(name).writeNumber(value);
    return this;
  }

  @Override
  public FieldWriter flag(String name, boolean value) {
    name(name).writeBoolean(value);
    return this;
  }

  @Override
  public FieldWriter texts(String name, Iterable<String> values) {
    name(name).writeStartArray();
    values.forEach(value -> json.writeString(WellFormed.of(value)));
    json.writeEndArray();
    return this;
  }

  @Override
  public FieldWriter numbers(String name, Iterable<Long> values) {
    name(name).writeStartArray();
    values.forEach(json::writeNumber);
    json.writeEndArray();
    return this;
  }

  @Override
  public <T> FieldWriter object(
      String name, @Nullable T value, BiConsumer<? super T, ? super FieldWriter> writer) {
    name(name);
    if (value == null) {
      json.writeNull();
    } else {
      nested(value, writer);
    }
    return this;
  }

  @Override
  public <T> FieldWriter objects(
      String name, List<T> values, BiConsumer<? super T, ? super FieldWriter> writer) {
    name(name).writeStartArray();
    values.forEach(value -> nested(value, writer));
    json.writeEndArray();
    return this;
  }

  private <T> void nested(T value, BiConsumer<? super T, ? super FieldWriter> writer) {
    json.writeStartObject();
    writer.accept(value, new WrittenFields(json, Set.of()));
    json.writeEndObject();
  }

  private JsonGenerator name(String name) {
    if (reserved.contains(name)) {
      throw new IllegalArgumentException("A message cannot have a field of its own called " + name);
    }
    return json.writeName(WellFormed.of(name));
  }
}
