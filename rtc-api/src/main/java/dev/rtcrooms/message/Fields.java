package dev.rtcrooms.message;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object, before a {@link RecordFormat} gives them a type; immutable, any thread.
 * The data of a reply and the info of a member have this form. A codec also creates one for each
 * message that it decodes.
 *
 * <p>Two objects are equal if they have the same fields with the same values, in any order. {@link
 * #toString()} contains the names alone, so that no value reaches a log.
 */
public final class Fields implements FieldReader {

  private static final Fields NONE = new Fields(Map.of());
  private static final Unusable NULL = new Unusable("is null");
  private static final Unusable TWICE = new Unusable("occurs twice");

  /** Strings, Longs, Booleans, Fields, Lists of these, and Unusable values. */
  private final Map<String, Object> values;

  private record Unusable(String fault) {}

  private Fields(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Returns an object without fields.
   *
   * @return always the same object
   */
  public static Fields none() {
    return NONE;
  }

  /**
   * Collects the fields that a writer writes. Nulls are omitted.
   *
   * @param writer called once, before this method returns
   * @return the fields, in the order in which they were written
   */
  public static Fields of(Consumer<? super FieldWriter> writer) {
    Builder builder = new Builder();
    writer.accept(new CapturedFields(builder));
    return builder.build();
  }

  /**
   * Creates a builder, for a codec that decodes an object.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the fields of one object; for one thread. */
  public static final class Builder {

    private final Map<String, Object> values = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a field. If the name was added before, reading the field is refused.
     *
     * @param name the field's name
     * @param value a {@link String} without lone surrogates, a {@link Long}, a {@link Boolean},
     *     {@link Fields}, a {@link List} of these, null, or what {@link Fields#unusable} returned
     * @return this builder
     */
    public Builder put(String name, @Nullable Object value) {
      if (values.put(name, value == null ? NULL : value) != null) {
        values.put(name, TWICE);
      }
      return this;
    }

    /**
     * Returns the object. Do not add fields afterwards.
     *
     * @return the fields that were added
     */
    public Fields build() {
      return new Fields(values);
    }
  }

  /**
   * Returns a placeholder for a value that no field can have. Reading the field is refused; a field
   * that nobody reads is ignored.
   *
   * @param fault completes a sentence that begins with the field's name, such as "is out of range"
   * @return a value for {@link Builder#put}, or an element of a list
   */
  public static Object unusable(String fault) {
    return new Unusable(fault);
  }

  /**
   * Tells whether there are no fields at all.
   *
   * @return true if no field was added, not even one that is null
   */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * Returns the names of the fields.
   *
   * @return unmodifiable, in the order in which they were added
   */
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /**
   * Returns these fields without one of them.
   *
   * @param name the field's name, which need not be present
   * @return the other fields in their order
   */
  public Fields without(String name) {
    if (!values.containsKey(name)) {
      return this;
    }
    Map<String, Object> others = new LinkedHashMap<>(values);
    others.remove(name);
    return new Fields(others);
  }

  /**
   * Returns the size of these fields, for limits that do not depend on a codec.
   *
   * @return the UTF-8 bytes of all names and texts, 8 for each number and 1 for each boolean
   */
  public int size() {
    return FieldValues.size(values);
  }

  /**
   * Writes all fields, except for those that are null or {@linkplain #unusable unusable}.
   *
   * @param writer receives the fields in their order
   */
  public void writeTo(FieldWriter writer) {
    values.forEach((name, value) -> FieldValues.write(writer, name, value));
  }

  @Override
  public Fields fields() {
    return of(this::writeTo);
  }

  @Override
  public Optional<String> optionalText(String name) {
    return find(name, String.class, "is not text");
  }

  @Override
  public Optional<Long> optionalNumber(String name) {
    return find(name, Long.class, "is not a whole number");
  }

  @Override
  public Optional<Boolean> optionalFlag(String name) {
    return find(name, Boolean.class, "is not true or false");
  }

  @Override
  public List<String> texts(String name) {
    return elements(name, String.class, "is not text");
  }

  @Override
  public List<String> optionalTexts(String name) {
    return isAbsent(name) ? List.of() : texts(name);
  }

  @Override
  public List<Long> numbers(String name) {
    return elements(name, Long.class, "is not a whole number");
  }

  @Override
  public <T> Optional<T> optionalObject(
      String name, Function<? super FieldReader, ? extends T> reader) {
    return find(name, Fields.class, "is not an object").map(o -> o.as(name, reader));
  }

  @Override
  public <T> List<T> objects(String name, Function<? super FieldReader, ? extends T> reader) {
    List<Fields> objects = elements(name, Fields.class, "is not an object");
    List<T> read = new ArrayList<>(objects.size());
    for (int i = 0; i < objects.size(); i++) {
      read.add(objects.get(i).as(element(name, i), reader));
    }
    return List.copyOf(read);
  }

  @Override
  public <T> List<T> optionalObjects(
      String name, Function<? super FieldReader, ? extends T> reader) {
    return isAbsent(name) ? List.of() : objects(name, reader);
  }

  /** Reads this object as the field of another, whose path every refusal then names. */
  private <T> T as(String path, Function<? super FieldReader, ? extends T> reader) {
    try {
      return reader.apply(this);
    } catch (RefusalException e) {
      Refusal refusal = e.refusal();
      String field = refusal.field().map(inner -> path + "." + inner).orElse(path);
      throw new RefusalException(Refusal.ofField(refusal.code(), field, refusal.text()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw bad(path, String.valueOf(e.getMessage()));
    }
  }

  private boolean isAbsent(String name) {
    Object value = values.get(name);
    return value == null || value == NULL;
  }

  private <V> Optional<V> find(String name, Class<V> kind, String fault) {
    Object value = values.get(name);
    if (value == null || value == NULL) {
      return Optional.empty();
    }
    return Optional.of(cast(name, value, kind, fault));
  }

  private <V> List<V> elements(String name, Class<V> kind, String fault) {
    List<?> list =
        find(name, List.class, "is not a list").orElseThrow(() -> FieldReader.missing(name));
    List<V> elements = new ArrayList<>(list.size());
    for (Object value : list) {
      elements.add(cast(element(name, elements.size()), value, kind, fault));
    }
    return List.copyOf(elements);
  }

  private static <V> V cast(String path, @Nullable Object value, Class<V> kind, String fault) {
    if (kind.isInstance(value)) {
      return kind.cast(value);
    }
    Object known = value == null ? NULL : value;
    throw bad(path, path + " " + (known instanceof Unusable u ? u.fault : fault));
  }

  private static String element(String name, int index) {
    return name + "[" + index + "]";
  }

  private static RefusalException bad(String path, String text) {
    return new RefusalException(Refusal.ofField(Refusal.BAD_FIELD, path, text));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fields that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "Fields" + values.keySet();
  }
}
