package dev.rtcrooms;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that the host gives a client, by {@link AttributeKey}; immutable, any thread.
 * {@link #toString()} contains the names alone, so that no value reaches a log.
 */
public final class Attributes {

  private static final Attributes NONE = new Attributes(Map.of());

  private final Map<AttributeKey<?>, Object> values;

  private Attributes(Map<AttributeKey<?>, Object> values) {
    this.values = values;
  }

  /** {@return the empty attributes} */
  public static Attributes none() {
    return NONE;
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
    return new Attributes(changed);
  }

  /**
   * Adds other attributes, which replace those with the same key.
   *
   * @param more the attributes to add
   * @return the attributes of both
   * @throws IllegalArgumentException if two different keys have the same name
   */
  public Attributes and(Attributes more) {
    if (more.values.isEmpty() || values.isEmpty()) {
      return values.isEmpty() ? more : this;
    }
    Map<AttributeKey<?>, Object> all = new LinkedHashMap<>(values);
    more.values.forEach((key, value) -> put(all, key, value));
    return new Attributes(all);
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
    return Optional.ofNullable(values.get(key)).map(key.type()::cast);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Attributes that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "Attributes" + values.keySet();
  }
}
