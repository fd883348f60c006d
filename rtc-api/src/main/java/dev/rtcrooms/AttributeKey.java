package dev.rtcrooms;

import dev.rtcrooms.message.RecordFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The name and the type of an attribute that the host gives a client, such as its tenant or its
 * avatar; immutable, any thread. Define each key once, as a constant. Keys are compared by
 * identity, and a client cannot have two keys of the same name.
 *
 * <pre>{@code
 * record Profile(String avatar, String title) {}
 *
 * static final AttributeKey<Profile> PROFILE = AttributeKey.of("profile", Profile.class);
 * static final AttributeKey<String> TENANT = AttributeKey.of("tenant", String.class);
 * }</pre>
 *
 * <p>Values are limited to types that can be sent to another process: {@link String}, {@link
 * Integer}, {@link Long}, {@link Boolean}, {@link Instant}, {@link Duration}, enums, and records
 * with a {@link RecordFormat}.
 *
 * @param <T> the type of the value
 */
public final class AttributeKey<T> {

  private static final Set<Class<?>> SIMPLE =
      Set.of(String.class, Integer.class, Long.class, Boolean.class, Instant.class, Duration.class);

  private final String name;
  private final Class<T> type;
  private final @Nullable RecordFormat<T> format;

  private AttributeKey(String name, Class<T> type, @Nullable RecordFormat<T> format) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("The name of an attribute is not blank");
    }
    this.name = name;
    this.type = type;
    this.format = format;
  }

  /**
   * Creates a key. For a record, its format is derived as {@link RecordFormat#of(Class)} describes.
   *
   * @param name appears in messages of exceptions, and never on the wire
   * @param type the class of the value
   * @param <T> the type of the value
   * @return a new key
   * @throws IllegalArgumentException if the name is blank, or the type is not one of those above
   */
  public static <T> AttributeKey<T> of(String name, Class<T> type) {
    if (SIMPLE.contains(type) || type.isEnum()) {
      return new AttributeKey<>(name, type, null);
    }
    if (!type.isRecord()) {
      throw new IllegalArgumentException(
          "The attribute " + name + " cannot be a " + type.getName() + "; make it a record");
    }
    return new AttributeKey<>(name, type, derived(type));
  }

  @SuppressWarnings("unchecked") // the format of a class is for its type
  private static <T> RecordFormat<T> derived(Class<T> type) {
    return (RecordFormat<T>) RecordFormat.of(type.asSubclass(Record.class));
  }

  /**
   * Creates a key for a record with a format that was made before.
   *
   * @param name appears in messages of exceptions, and never on the wire
   * @param format how the value is written and read
   * @param <T> the type of the value
   * @return a new key
   * @throws IllegalArgumentException if the name is blank
   */
  public static <T extends Record> AttributeKey<T> of(String name, RecordFormat<T> format) {
    return new AttributeKey<>(name, format.type(), format);
  }

  /** {@return the name of the attribute} */
  public String name() {
    return name;
  }

  /** {@return the class of the value} */
  public Class<T> type() {
    return type;
  }

  /** {@return how the value is written as fields, or empty if it is not a record} */
  public Optional<RecordFormat<T>> format() {
    return Optional.ofNullable(format);
  }

  @Override
  public String toString() {
    return name;
  }
}
