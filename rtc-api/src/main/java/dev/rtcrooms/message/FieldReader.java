package dev.rtcrooms.message;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of one received message, by name; for one thread, and only while the message is read.
 *
 * <p>All methods throw {@link RefusalException}: with {@link Refusal#MISSING_FIELD} if a required
 * field is absent or null, with {@link Refusal#BAD_FIELD} if a value is of another kind. A {@code
 * null} counts as absent. Fields that nobody reads are ignored.
 */
public interface FieldReader {

  /**
   * Reads a text without lone surrogates.
   *
   * @param name the field
   * @return the text, perhaps empty
   */
  default String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  /**
   * Reads a text that may be absent.
   *
   * @param name the field
   * @return the text, if there is one
   */
  Optional<String> optionalText(String name);

  /**
   * Reads an integer.
   *
   * @param name the field
   * @return the number
   */
  default long number(String name) {
    return optionalNumber(name).orElseThrow(() -> missing(name));
  }

  /**
   * Reads an integer that may be absent.
   *
   * @param name the field
   * @return the number, if there is one
   */
  Optional<Long> optionalNumber(String name);

  /**
   * Reads a boolean.
   *
   * @param name the field
   * @return the value
   */
  default boolean flag(String name) {
    return optionalFlag(name).orElseThrow(() -> missing(name));
  }

  /**
   * Reads a boolean that may be absent.
   *
   * @param name the field
   * @return the value, if there is one
   */
  Optional<Boolean> optionalFlag(String name);

  /**
   * Reads a list of texts.
   *
   * @param name the field
   * @return an unmodifiable list, perhaps empty
   */
  List<String> texts(String name);

  /**
   * Reads a list of texts that may be absent.
   *
   * @param name the field
   * @return an unmodifiable list, empty if the field is absent
   */
  List<String> optionalTexts(String name);

  /**
   * Reads a list of integers.
   *
   * @param name the field
   * @return an unmodifiable list, perhaps empty
   */
  List<Long> numbers(String name);

  /**
   * Reads an object.
   *
   * @param name the field
   * @param reader creates a value from the object's fields
   * @param <T> the value's type
   * @return the value
   */
  default <T> T object(String name, Function<? super FieldReader, ? extends T> reader) {
    return this.<T>optionalObject(name, reader).orElseThrow(() -> missing(name));
  }

  /**
   * Reads an object that may be absent.
   *
   * @param name the field
   * @param reader creates a value from the object's fields
   * @param <T> the value's type
   * @return the value, if there is one
   */
  <T> Optional<T> optionalObject(String name, Function<? super FieldReader, ? extends T> reader);

  /**
   * Reads a list of objects.
   *
   * @param name the field
   * @param reader creates a value from each object's fields
   * @param <T> the values' type
   * @return an unmodifiable list, perhaps empty
   */
  <T> List<T> objects(String name, Function<? super FieldReader, ? extends T> reader);

  /**
   * Reads a list of objects that may be absent.
   *
   * @param name the field
   * @param reader creates a value from each object's fields
   * @param <T> the values' type
   * @return an unmodifiable list, empty if the field is absent
   */
  <T> List<T> optionalObjects(String name, Function<? super FieldReader, ? extends T> reader);

  /**
   * Returns a copy of all fields, which may be kept until the type of the object is known.
   *
   * @return the fields, without those that are null or have an unsupported value
   */
  Fields fields();

  /**
   * Creates the refusal of a message without a required field.
   *
   * @param name the field
   * @return an exception with {@link Refusal#MISSING_FIELD}
   */
  static RefusalException missing(String name) {
    return new RefusalException(Refusal.ofField(Refusal.MISSING_FIELD, name, name + " is missing"));
  }
}
