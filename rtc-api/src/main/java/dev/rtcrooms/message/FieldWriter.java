package dev.rtcrooms.message;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of one message, in the order in which they appear on the wire; for one thread,
 * and only while the message is written. Each method returns this writer.
 */
public interface FieldWriter {

  /**
   * Writes a text.
   *
   * @param name the field
   * @param value the text, or null to omit the field
   * @return this writer
   */
  FieldWriter text(String name, @Nullable String value);

  /**
   * Writes an integer.
   *
   * @param name the field
   * @param value the number
   * @return this writer
   */
  FieldWriter number(String name, long value);

  /**
   * Writes a boolean.
   *
   * @param name the field
   * @param value the value
   * @return this writer
   */
  FieldWriter flag(String name, boolean value);

  /**
   * Writes a list of texts.
   *
   * @param name the field
   * @param values perhaps none
   * @return this writer
   */
  FieldWriter texts(String name, Iterable<String> values);

  /**
   * Writes a list of integers.
   *
   * @param name the field
   * @param values perhaps none
   * @return this writer
   */
  FieldWriter numbers(String name, Iterable<Long> values);

  /**
   * Writes an object.
   *
   * @param name the field
   * @param value the object, or null to write a null, for fields in which null has a meaning
   * @param writer writes the value's fields
   * @param <T> the value's type
   * @return this writer
   */
  <T> FieldWriter object(
      String name, @Nullable T value, BiConsumer<? super T, ? super FieldWriter> writer);

  /**
   * Writes a list of objects.
   *
   * @param name the field
   * @param values perhaps none
   * @param writer writes each value's fields
   * @param <T> the values' type
   * @return this writer
   */
  <T> FieldWriter objects(
      String name, List<T> values, BiConsumer<? super T, ? super FieldWriter> writer);
}
