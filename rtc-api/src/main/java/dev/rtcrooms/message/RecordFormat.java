package dev.rtcrooms.message;

import java.lang.invoke.MethodHandles.Lookup;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How a record is written as the fields of an object, and read back; immutable, any thread.
 *
 * <p>A <em>derived</em> format has one field for each record component, of the component's name.
 * The format is checked when it is created. A component has one of these types:
 *
 * <table>
 *   <caption>Types of components</caption>
 *   <tr><th>component</th><th>field</th></tr>
 *   <tr><td>{@code String}</td><td>text</td></tr>
 *   <tr><td>an enum</td><td>text: the constant's name in lower case, with hyphens for underscores</td></tr>
 *   <tr><td>{@code int}, {@code long}, {@code Integer}, {@code Long}</td><td>number</td></tr>
 *   <tr><td>{@code Instant}, {@code Duration}</td><td>number of milliseconds, for an instant since
 *       1970-01-01 UTC</td></tr>
 *   <tr><td>{@code boolean}, {@code Boolean}</td><td>boolean</td></tr>
 *   <tr><td>a record</td><td>object, by the same rules</td></tr>
 *   <tr><td>{@code List} of any of these but booleans</td><td>list</td></tr>
 * </table>
 *
 * <p>A field is required, unless its component is an {@link java.util.Optional} or has an
 * annotation named {@code Nullable} that is visible at run time, such as JSpecify's. Lists are
 * always required. {@link Size} limits texts and lists. A constructor may check more: the client is
 * sent the message of an {@link IllegalArgumentException}.
 *
 * <p>Deriving needs access to the record. Records on the class path, and public records in a
 * package that their module exports, need nothing else. For other records of a module, pass the
 * {@code MethodHandles.lookup()} of a class that can access them.
 *
 * @param <T> the record
 */
public final class RecordFormat<T> {

  private final Class<T> type;
  private final List<String> names;
  private final Function<? super FieldReader, ? extends T> reader;
  private final BiConsumer<? super T, ? super FieldWriter> writer;

  private RecordFormat(
      Class<T> type,
      List<String> names,
      Function<? super FieldReader, ? extends T> reader,
      BiConsumer<? super T, ? super FieldWriter> writer) {
    this.type = type;
    this.names = names;
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * Derives the format of a record on the class path, or of a public record in an exported package.
   *
   * @param type the record's class
   * @param <T> the record
   * @return the derived format
   * @throws IllegalArgumentException if a component has another type than those above, or if the
   *     record is not accessible
   */
  public static <T extends Record> RecordFormat<T> of(Class<T> type) {
    return derived(new DerivedRecord<>(type, new RecordAccess(null)));
  }

  /**
   * Derives the format of a record that only its own module can access.
   *
   * @param type the record's class
   * @param lookup the host's {@code MethodHandles.lookup()}
   * @param <T> the record
   * @return the derived format
   * @throws IllegalArgumentException if a component has another type than those above, or if the
   *     lookup cannot access the record
   */
  public static <T extends Record> RecordFormat<T> of(Class<T> type, Lookup lookup) {
    return derived(new DerivedRecord<>(type, new RecordAccess(lookup)));
  }

  private static <T extends Record> RecordFormat<T> derived(DerivedRecord<T> derived) {
    return new RecordFormat<>(derived.type(), derived.names(), derived::read, derived::write);
  }

  /**
   * Creates a format from a reader and a writer.
   *
   * @param type the record's class
   * @param reader creates the record from its fields; may throw {@link
   *     dev.rtcrooms.RefusalException}, and the message of an {@link IllegalArgumentException} or
   *     {@link ArithmeticException} is refused as {@link dev.rtcrooms.Refusal#BAD_FIELD}
   * @param writer writes the record's fields
   * @param <T> the record
   * @return the format
   */
  public static <T> RecordFormat<T> of(
      Class<T> type,
      Function<? super FieldReader, ? extends T> reader,
      BiConsumer<? super T, ? super FieldWriter> writer) {
    return new RecordFormat<>(type, List.of(), reader, writer);
  }

  /**
   * Returns the record's class.
   *
   * @return the class of every value
   */
  public Class<T> type() {
    return type;
  }

  /** The fields of a derived format; none if the format has a reader and a writer of its own. */
  List<String> names() {
    return names;
  }

  /**
   * Creates a record from its fields.
   *
   * @param fields the received fields
   * @return the record
   * @throws dev.rtcrooms.RefusalException if a field is missing or invalid
   * @throws IllegalArgumentException if the record's constructor throws it
   */
  public T read(FieldReader fields) {
    return reader.apply(fields);
  }

  /**
   * Writes a record's fields.
   *
   * @param value a record of this type
   * @param fields receives the fields
   * @throws ClassCastException if the value is of another type
   */
  public void write(Object value, FieldWriter fields) {
    writer.accept(type.cast(value), fields);
  }

  /**
   * Returns the fields of a record.
   *
   * @param value a record of this type
   * @return its fields
   * @throws ClassCastException if the value is of another type
   */
  public Fields fields(Object value) {
    return Fields.of(fields -> write(value, fields));
  }

  @Override
  public String toString() {
    return "RecordFormat[" + type.getName() + "]";
  }
}
