package dev.rtcrooms.message;

import java.lang.reflect.AnnotatedType;
import org.jspecify.annotations.Nullable;

/** The {@link Size} of a component, checked; any thread. */
final class FieldLimits {

  private FieldLimits() {}

  static @Nullable Size of(AnnotatedType type, String where) {
    Size size = type.getAnnotation(Size.class);
    if (size != null && (size.min() < 0 || size.max() < size.min())) {
      throw new IllegalArgumentException(
          where + " has a size from " + size.min() + " to " + size.max());
    }
    return size;
  }

  static String text(Size size) {
    if (size.min() == 0) {
      return "at most " + size.max();
    }
    return size.max() == Integer.MAX_VALUE
        ? "at least " + size.min()
        : size.min() + " to " + size.max();
  }
}
