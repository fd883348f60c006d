package dev.rtcrooms.message;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the constructor and the accessors of records; any thread.
 *
 * @param lookup the host's lookup, or null to use only public access
 */
record RecordAccess(@Nullable Lookup lookup) {

  private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);
  private static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);

  /** Takes a record, and returns the component's value. */
  MethodHandle accessor(RecordComponent component) {
    Method method = component.getAccessor();
    try {
      return (lookup == null ? opened(method) : lookup).unreflect(method).asType(ACCESSOR);
    } catch (IllegalAccessException e) {
      throw inaccessible(component.getDeclaringRecord(), e);
    }
  }

  /** Takes an array with the values of all components, and returns the record. */
  MethodHandle constructor(Class<?> type) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      return (lookup == null ? opened(canonical) : lookup)
          .unreflectConstructor(canonical)
          .asSpreader(Object[].class, types.length)
          .asType(CONSTRUCTOR);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("Every record has a canonical constructor", e);
    } catch (IllegalAccessException e) {
      throw inaccessible(type, e);
    }
  }

  private static Lookup opened(AccessibleObject member) throws IllegalAccessException {
    if (!member.trySetAccessible()) {
      throw new IllegalAccessException(member + " is not open to dev.rtcrooms");
    }
    return MethodHandles.publicLookup();
  }

  private static IllegalArgumentException inaccessible(Class<?> type, IllegalAccessException e) {
    return new IllegalArgumentException(
        type.getName()
            + " is not accessible: make it public in an exported package, or pass a lookup,"
            + " MethodHandles.lookup(), of a class that can access it",
        e);
  }
}
