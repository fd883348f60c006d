package dev.rtcrooms.hub.membership;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Attributes;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.RecordFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attribute that clients see of each other, or of their room; immutable, any thread.
 *
 * @param key null if nothing is shown
 * @param maxBytes the largest value, as {@link Fields#size()} counts
 */
public record ShownAttribute(@Nullable AttributeKey<? extends Record> key, int maxBytes) {

  /** Shows nothing. */
  public static final ShownAttribute NONE = new ShownAttribute(null, 0);

  /**
   * Returns the fields of the value.
   *
   * @throws IllegalArgumentException if the value is too large
   */
  public Optional<Fields> of(Attributes attributes) {
    return key == null ? Optional.empty() : fields(key, attributes);
  }

  private <T extends Record> Optional<Fields> fields(AttributeKey<T> key, Attributes attributes) {
    RecordFormat<T> format = key.format().orElseThrow();
    Optional<Fields> fields = attributes.get(key).map(format::fields);
    if (fields.isPresent() && fields.get().size() > maxBytes) {
      throw new IllegalArgumentException(
          "The attribute %s is shown to others and has %d bytes, more than %d"
              .formatted(key.name(), fields.get().size(), maxBytes));
    }
    return fields;
  }
}
