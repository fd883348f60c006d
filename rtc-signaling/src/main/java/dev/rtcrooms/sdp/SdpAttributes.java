package dev.rtcrooms.sdp;

import dev.rtcrooms.grammar.CharClass;
import dev.rtcrooms.sdp.AttributeType.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes of one section: those before the first media section, or those of a media section.
 * Immutable; any thread.
 */
public final class SdpAttributes {

  private final List<SdpAttribute> all;
  private final Map<String, List<Object>> values;

  private SdpAttributes(List<SdpAttribute> all, Map<String, List<Object>> values) {
    this.all = List.copyOf(all);
    for (Map.Entry<String, List<Object>> slot : values.entrySet()) {
      slot.setValue(List.copyOf(slot.getValue()));
    }
    this.values = Map.copyOf(values);
  }

  /**
   * All attributes, known or not.
   *
   * @return an unmodifiable list, in order
   */
  public List<SdpAttribute> all() {
    return all;
  }

  /**
   * The attributes of one name.
   *
   * @param name in the case in which it is written
   * @return an unmodifiable list, in order
   */
  public List<SdpAttribute> named(String name) {
    List<SdpAttribute> named = new ArrayList<>();
    for (SdpAttribute attribute : all) {
      if (attribute.name().equals(name)) {
        named.add(attribute);
      }
    }
    return List.copyOf(named);
  }

  /**
   * Tells whether there is an attribute of this name.
   *
   * @param name in the case in which it is written
   * @return true if there is at least one
   */
  public boolean has(String name) {
    return !named(name).isEmpty();
  }

  <T> List<T> values(AttributeType<T> type) {
    // AttributeGrammar makes values of one class for all types of a slot.
    @SuppressWarnings("unchecked")
    List<T> found = (List<T>) values.getOrDefault(type.slot(), List.of());
    return found;
  }

  <T> Optional<T> value(AttributeType<T> type) {
    return last(values(type));
  }

  /** The last value, because of two directions browsers use the last. */
  static <T> Optional<T> last(List<T> found) {
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
  }

  boolean has(AttributeType<Boolean> flag) {
    return values.containsKey(flag.slot());
  }

  /** Gives their number, but not their values, which may be secrets or addresses. */
  @Override
  public String toString() {
    return "SdpAttributes[" + all.size() + "]";
  }

  /** Collects one section's attributes as they are read; for one thread. */
  static final class Reader {

    private final boolean media;
    private final List<SdpException> malformed;
    private final List<SdpAttribute> all = new ArrayList<>();
    private final Map<String, List<Object>> values = new HashMap<>();

    /** Adds to {@code malformed} the values that it leaves out. */
    Reader(boolean media, List<SdpException> malformed) {
      this.media = media;
      this.malformed = malformed;
    }

    /**
     * Reads an {@code a=} line. Browsers accept any name, and a space after it instead of a colon.
     */
    void read(Cursor line, String whole) throws SdpException {
      String name = line.some(CharClass.ATTRIBUTE_NAME, "a name");
      boolean valued = line.skip(':');
      if (!valued && !line.isNext(' ')) {
        line.finish();
      }
      all.add(
          new SdpAttribute(line.line(), name, valued ? whole.substring(name.length() + 1) : null));
      AttributeType<?> type = KnownAttributes.named(name);
      if (type != null && type.level().isIn(media)) {
        keep(type, line);
      }
    }

    private void keep(AttributeType<?> type, Cursor line) throws SdpException {
      try {
        Object value = type.read(line);
        List<Object> found = values.get(type.slot());
        if (found == null) {
          found = new ArrayList<>();
          values.put(type.slot(), found);
        }
        found.add(value);
      } catch (SdpException e) {
        if (type.reading() == Reading.STRICT) {
          throw e;
        }
        malformed.add(e);
      }
    }

    SdpAttributes finish() {
      return new SdpAttributes(all, values);
    }
  }
}
