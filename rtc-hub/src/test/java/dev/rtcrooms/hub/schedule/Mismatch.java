package dev.rtcrooms.hub.schedule;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The room and the model differ. */
final class Mismatch extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private Mismatch(String text) {
    super(text);
  }

  /** Compares two values, by their text if they are of different types. */
  static void unless(String what, @Nullable Object expected, @Nullable Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new Mismatch(what + "\n  must be " + expected + "\n  and is  " + actual);
    }
  }
}
