package dev.rtcrooms.json;

import dev.rtcrooms.message.FieldReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Notes which fields a message's reader asks for, and passes the questions on. */
record RecordingFields(FieldReader fields, String prefix, Set<Asked> asked) implements FieldReader {
  /** One row of a field table. */
  record Asked(String name, String kind, String required) {}

  private void note(String name, String kind, boolean required) {
    asked.add(new Asked(prefix + name, kind, required ? "yes" : "no"));
  }

  private <T> Function<FieldReader, T> inside(
      String path, Function<? super FieldReader, ? extends T> reader) {
    return inner -> reader.apply(new RecordingFields(inner, prefix + path + ".", asked));
  }

  @Override
  public String text(String name) {
    note(name, "text", true);
    return fields.text(name);
  }

  @Override
  public Optional<String> optionalText(String name) {
    note(name, "text", false);
    return fields.optionalText(name);
  }

  @Override
  public long number(String name) {
    note(name, "number", true);
    return fields.number(name);
  }

  @Override
  public Optional<Long> optionalNumber(String name) {
    note(name, "number", false);
    return fields.optionalNumber(name);
  }

  @Override
  public boolean flag(String name) {
    note(name, "boolean", true);
    return fields.flag(name);
  }

  @Override
  public List<String> texts(String name) {
    note(name, "list of texts", true);
    return fields.texts(name);
  }

  @Override
  public <T> T object(String name, Function<? super FieldReader, ? extends T> reader) {
    note(name, "object", true);
    return fields.object(name, inside(name, reader));
  }

  @Override
  public <T> Optional<T> optionalObject(
      String name, Function<? super FieldReader, ? extends T> reader) {
    note(name, "object", false);
    return fields.optionalObject(name, inside(name, reader));
  }

  @Override
  public <T> List<T> objects(String name, Function<? super FieldReader, ? extends T> reader) {
    note(name, "list of objects", true);
    return fields.objects(name, inside(name + "[]", reader));
  }
}
