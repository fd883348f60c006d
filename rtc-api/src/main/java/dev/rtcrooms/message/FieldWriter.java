package dev.rtcrooms.message;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of one message, in the order in which they appear on the wire; for one thread,
 * and only while the message is written. Each method returns this writer.
 */
public interface FieldWriter {

  /**
   * Writes a text.
   *
   * @param name the field
   * @param value null leaves the field out
   * @return this writer
   */
  FieldWriter text(String name, @Nullable String value);

  /**
   * Writes a whole number.
   *
   * @param name the field
   * @param value the number
   * @return this writer
   */
  FieldWriter number(String name, long value);

  /**
   * Writes a truth value.
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
   * Writes a list of whole numbers.
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
   * @param value null writes a null, for fields whose null means something
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
