package dev.rtcrooms.message;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of one received message, by name; for one thread, and only while the message is read.
 * All methods throw {@link RefusalException}: with {@link Refusal#MISSING_FIELD} if a required
 * field is absent or null, with {@link Refusal#BAD_FIELD} if a value is of another kind. A {@code
 * null} counts as absent. Fields that nobody asks for are ignored.
 */
public interface FieldReader {

  /**
   * Reads a text without lone surrogates.
   *
   * @param name the field
   * @return the text, perhaps empty
   */
  String text(String name);

  /**
   * Reads a text that may be absent.
   *
   * @param name the field
   * @return the text, if there is one
   */
  Optional<String> optionalText(String name);

  /**
   * Reads a whole number.
   *
   * @param name the field
   * @return the number, which fits a long
   */
  long number(String name);

  /**
   * Reads a whole number that may be absent.
   *
   * @param name the field
   * @return the number, if there is one
   */
  Optional<Long> optionalNumber(String name);

  /**
   * Reads a truth value.
   *
   * @param name the field
   * @return the value
   */
  boolean flag(String name);

  /**
   * Reads a list of texts.
   *
   * @param name the field
   * @return an unmodifiable list, perhaps empty
   */
  List<String> texts(String name);

  /**
   * Reads an object.
   *
   * @param name the field
   * @param reader makes a value of its fields
   * @param <T> the value's type
   * @return the value
   */
  <T> T object(String name, Function<? super FieldReader, ? extends T> reader);

  /**
   * Reads an object that may be absent.
   *
   * @param name the field
   * @param reader makes a value of its fields
   * @param <T> the value's type
   * @return the value, if there is one
   */
  <T> Optional<T> optionalObject(String name, Function<? super FieldReader, ? extends T> reader);

  /**
   * Reads a list of objects.
   *
   * @param name the field
   * @param reader makes a value of each one's fields
   * @param <T> the values' type
   * @return an unmodifiable list, perhaps empty
   */
  <T> List<T> objects(String name, Function<? super FieldReader, ? extends T> reader);
}
