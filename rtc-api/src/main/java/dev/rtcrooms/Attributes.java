package dev.rtcrooms;

import dev.rtcrooms.message.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that the host gives a client, by {@link AttributeKey}; immutable, any thread.
 * {@link #toString()} contains the names alone, so that no value reaches a log.
 */
public final class Attributes {

  private static final Attributes NONE = new Attributes(Map.of(), Fields.none());

  private final Map<AttributeKey<?>, Object> values;

  /** Attributes from another node, whose keys are not known before somebody asks for them. */
  private final Fields carried;

  private Attributes(Map<AttributeKey<?>, Object> values, Fields carried) {
    this.values = values;
    this.carried = carried;
  }

  /** {@return the empty attributes} */
  public static Attributes none() {
    return NONE;
  }

  /**
   * Returns the attributes that another node of a cluster sent.
   *
   * @param carried what {@link #fields()} returned there
   * @return attributes whose values are read when they are asked for
   */
  public static Attributes relayed(Fields carried) {
    return carried.isEmpty() ? NONE : new Attributes(Map.of(), carried);
  }

  /**
   * Returns these attributes in a form that can be sent to another node of a cluster. Times have a
   * precision of one millisecond in it.
   *
   * @return the values by the names of their keys
   */
  public Fields fields() {
    return Fields.of(
        writer -> {
          carried.writeTo(writer);
          CarriedAttributes.write(values, writer);
        });
  }

  /**
   * Adds an attribute, replaces it, or removes it.
   *
   * @param key the attribute
   * @param value its value, or null to remove it
   * @param <T> the type of the value
   * @return new attributes
   * @throws IllegalArgumentException if another key of the same name is present
   */
  public <T> Attributes with(AttributeKey<T> key, @Nullable T value) {
    Map<AttributeKey<?>, Object> changed = new LinkedHashMap<>(values);
    if (value == null) {
      changed.remove(key);
    } else {
      put(changed, key, value);
    }
    return new Attributes(changed, carried.without(key.name()));
  }

  /**
   * Adds other attributes, which replace those with the same key.
   *
   * @param more the attributes to add
   * @return the attributes of both
   * @throws IllegalArgumentException if two different keys have the same name
   */
  public Attributes and(Attributes more) {
    if (more.isEmpty() || isEmpty()) {
      return isEmpty() ? more : this;
    }
    Map<AttributeKey<?>, Object> all = new LinkedHashMap<>(values);
    more.values.forEach((key, value) -> put(all, key, value));
    Fields left = carried;
    for (AttributeKey<?> key : more.values.keySet()) {
      left = left.without(key.name());
    }
    return new Attributes(all, left);
  }

  private boolean isEmpty() {
    return values.isEmpty() && carried.isEmpty();
  }

  private static void put(Map<AttributeKey<?>, Object> to, AttributeKey<?> key, Object value) {
    for (AttributeKey<?> known : to.keySet()) {
      if (known != key && known.name().equals(key.name())) {
        throw new IllegalArgumentException("Two keys of attributes are named " + key.name());
      }
    }
    to.put(key, key.type().cast(value));
  }

  /**
   * Returns the value of an attribute.
   *
   * @param key the attribute
   * @param <T> the type of the value
   * @return the value, or empty if it is not present
   */
  public <T> Optional<T> get(AttributeKey<T> key) {
    Optional<T> known = Optional.ofNullable(values.get(key)).map(key.type()::cast);
    return known.isPresent() || carried.isEmpty() ? known : CarriedAttributes.read(carried, key);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Attributes that
        && values.equals(that.values)
        && carried.equals(that.carried);
  }

  @Override
  public int hashCode() {
    return 31 * values.hashCode() + carried.hashCode();
  }

  @Override
  public String toString() {
    return "Attributes" + values.keySet() + (carried.isEmpty() ? "" : carried.names());
  }
}
