package dev.rtcrooms.message;

import java.util.Set;

/** Checks the names of message types and their fields; any thread. */
final class Envelope {

  private static final int MAX_NAME = 64;
  private static final Set<String> FIELDS = Set.of("type", "ref", "offset");

  private Envelope() {}

  /**
   * Checks the declaration of a type.
   *
   * @throws IllegalArgumentException if the type's name has other characters than lower-case
   *     letters, digits and hyphens, or if a field of a derived format belongs to the envelope
   */
  static void check(String name, RecordFormat<?> format) {
    boolean plain =
        name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    if (name.isEmpty() || name.length() > MAX_NAME || !plain) {
      throw new IllegalArgumentException("Not a message type's name: " + name);
    }
    for (String field : format.names()) {
      if (FIELDS.contains(field)) {
        throw new IllegalArgumentException(
            format.type().getName() + " has a component named " + field + ", as the envelope has");
      }
    }
  }
}
