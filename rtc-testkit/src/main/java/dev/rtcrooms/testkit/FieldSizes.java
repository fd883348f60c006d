package dev.rtcrooms.testkit;

import dev.rtcrooms.message.FieldWriter;
import dev.rtcrooms.transport.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures messages without a codec: the UTF-8 bytes of names and values, and {@value #MARKS} per
 * field. For one thread.
 */
final class FieldSizes implements FieldWriter {

  private static final int MARKS = 6;
  private static final int NUMBER = 8;

  private int bytes;

  static int of(Outgoing message) {
    FieldSizes sizes = new FieldSizes();
    sizes.text("type", message.type().name());
    message.offset().ifPresent(offset -> sizes.number("offset", offset));
    message.type().write(message.event(), sizes);
    return sizes.bytes;
  }

  @Override
  public FieldWriter text(String name, @Nullable String value) {
    return value == null ? this : add(name, utf8(value));
  }

  @Override
  public FieldWriter number(String name, long value) {
    return add(name, NUMBER);
  }

  @Override
  public FieldWriter flag(String name, boolean value) {
    return add(name, 1);
  }

  @Override
  public FieldWriter texts(String name, Iterable<String> values) {
    add(name, 0);
    values.forEach(value -> add("", utf8(value)));
    return this;
  }

  @Override
  public FieldWriter numbers(String name, Iterable<Long> values) {
    add(name, 0);
    values.forEach(value -> add("", NUMBER));
    return this;
  }

  @Override
  public <T> FieldWriter object(
      String name, @Nullable T value, BiConsumer<? super T, ? super FieldWriter> writer) {
    add(name, 0);
    if (value != null) {
      writer.accept(value, this);
    }
    return this;
  }

  @Override
  public <T> FieldWriter objects(
      String name, List<T> values, BiConsumer<? super T, ? super FieldWriter> writer) {
    add(name, 0);
    values.forEach(value -> object("", value, writer));
    return this;
  }

  private FieldSizes add(String name, int value) {
    bytes += utf8(name) + value + MARKS;
    return this;
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
