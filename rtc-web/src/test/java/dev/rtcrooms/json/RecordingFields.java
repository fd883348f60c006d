package dev.rtcrooms.json;

import dev.rtcrooms.message.FieldReader;
import dev.rtcrooms.message.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Notes which fields a message's reader asks for, and passes the questions on. */
record RecordingFields(FieldReader inner, String prefix, Set<Asked> asked) implements FieldReader {
  /** One row of a field table. */
  record Asked(String name, String kind, String required) {}

  private void note(String name, String kind, boolean required) {
    asked.add(new Asked(prefix + name, kind, required ? "yes" : "no"));
  }

  private <T> Function<FieldReader, T> inside(
      String path, Function<? super FieldReader, ? extends T> reader) {
    return object -> reader.apply(new RecordingFields(object, prefix + path + ".", asked));
  }

  @Override
  public String text(String name) {
    note(name, "text", true);
    return inner.text(name);
  }

  @Override
  public Optional<String> optionalText(String name) {
    note(name, "text", false);
    return inner.optionalText(name);
  }

  @Override
  public long number(String name) {
    note(name, "number", true);
    return inner.number(name);
  }

  @Override
  public Optional<Long> optionalNumber(String name) {
    note(name, "number", false);
    return inner.optionalNumber(name);
  }

  @Override
  public boolean flag(String name) {
    note(name, "boolean", true);
    return inner.flag(name);
  }

  @Override
  public Optional<Boolean> optionalFlag(String name) {
    note(name, "boolean", false);
    return inner.optionalFlag(name);
  }

  @Override
  public List<Long> numbers(String name) {
    note(name, "list of numbers", true);
    return inner.numbers(name);
  }

  @Override
  public Fields fields() {
    return inner.fields();
  }

  @Override
  public List<String> texts(String name) {
    note(name, "list of texts", true);
    return inner.texts(name);
  }

  @Override
  public List<String> optionalTexts(String name) {
    note(name, "list of texts", false);
    return inner.optionalTexts(name);
  }

  @Override
  public <T> List<T> optionalObjects(
      String name, Function<? super FieldReader, ? extends T> reader) {
    note(name, "list of objects", false);
    return inner.optionalObjects(name, inside(name + "[]", reader));
  }

  @Override
  public <T> T object(String name, Function<? super FieldReader, ? extends T> reader) {
    note(name, "object", true);
    return inner.object(name, inside(name, reader));
  }

  @Override
  public <T> Optional<T> optionalObject(
      String name, Function<? super FieldReader, ? extends T> reader) {
    note(name, "object", false);
    return inner.optionalObject(name, inside(name, reader));
  }

  @Override
  public <T> List<T> objects(String name, Function<? super FieldReader, ? extends T> reader) {
    note(name, "list of objects", true);
    return inner.objects(name, inside(name + "[]", reader));
  }
}
