package dev.rtcrooms.message;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record, as a field of the same name; any thread.
 *
 * @param name the component's name
 * @param accessor takes the record
 * @param type how the value is read and written
 * @param presence whether the field may be absent
 */
record DerivedComponent(String name, MethodHandle accessor, FieldType type, Presence presence) {

  /** Whether a field may be absent, and how the component represents that. */
  enum Presence {
    REQUIRED,
    NULLABLE,
    OPTIONAL
  }

  /**
   * Derives a component.
   *
   * @throws IllegalArgumentException if no field can have the component's type
   */
  static DerivedComponent of(
      RecordComponent component,
      MethodHandle accessor,
      Function<Class<?>, DerivedRecord<?>> records) {
    AnnotatedType type = component.getAnnotatedType();
    Presence presence = Presence.REQUIRED;
    if (component.getType() == Optional.class
        && type instanceof AnnotatedParameterizedType optional) {
      presence = Presence.OPTIONAL;
      type = optional.getAnnotatedActualTypeArguments()[0];
    } else if (nullable(type) || nullable(component)) {
      presence = Presence.NULLABLE;
    }
    String where = component.getDeclaringRecord().getName() + "." + component.getName();
    FieldType field = FieldType.of(type, where, records);
    if (presence != Presence.REQUIRED && field instanceof FieldType.Listed) {
      throw new IllegalArgumentException(where + " is an optional list; an empty list will do");
    }
    return new DerivedComponent(component.getName(), accessor, field, presence);
  }

  /** Compares the simple name, because each annotation library has its own {@code Nullable}. */
  private static boolean nullable(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .map(Annotation::annotationType)
        .anyMatch(annotation -> annotation.getSimpleName().equals("Nullable"));
  }

  @Nullable Object read(FieldReader fields) {
    if (presence == Presence.REQUIRED) {
      return type.require(fields, name);
    }
    Optional<?> value = type.read(fields, name);
    return presence == Presence.OPTIONAL ? value : value.orElse(null);
  }

  void write(Object owner, FieldWriter fields) {
    Object value = Invocation.call(() -> (Object) accessor.invokeExact(owner));
    Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    if (present != null) {
      type.write(fields, name, present);
    } else if (presence == Presence.REQUIRED) {
      throw new IllegalArgumentException(name + " is null, but not optional");
    }
  }
}
