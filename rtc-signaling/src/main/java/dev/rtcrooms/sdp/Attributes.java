package dev.rtcrooms.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes of one section: those before the first media section, or those of a media section.
 */
public final class Attributes {

  private final List<Attribute> all;
  private final Map<String, List<Object>> values;

  private Attributes(List<Attribute> all, Map<String, List<Object>> values) {
    this.all = List.copyOf(all);
    for (Map.Entry<String, List<Object>> slot : values.entrySet()) {
      slot.setValue(List.copyOf(slot.getValue()));
    }
    this.values = Map.copyOf(values);
  }

  /**
   * All of them, understood or not.
   *
   * @return an unmodifiable list, in order
   */
  public List<Attribute> all() {
    return all;
  }

  /**
   * Those of a name.
   *
   * @param name in the case in which it is written
   * @return an unmodifiable list, in order
   */
  public List<Attribute> named(String name) {
    List<Attribute> named = new ArrayList<>();
    for (Attribute attribute : all) {
      if (attribute.name().equals(name)) {
        named.add(attribute);
      }
    }
    return List.copyOf(named);
  }

  /**
   * Tells whether there is one of a name.
   *
   * @param name in the case in which it is written
   * @return true if there is at least one
   */
  public boolean has(String name) {
    return !named(name).isEmpty();
  }

  <T> List<T> values(AttributeType<T> type) {
    // A slot holds only what AttributeSyntax has made for its types, which is of one class.
    @SuppressWarnings("unchecked")
    List<T> found = (List<T>) values.getOrDefault(type.slot(), List.of());
    return found;
  }

  <T> Optional<T> value(AttributeType<T> type) {
    return first(values(type));
  }

  static <T> Optional<T> first(List<T> found) {
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  boolean has(AttributeType<Boolean> flag) {
    return values.containsKey(flag.slot());
  }

  /** Says how many there are, but not their values, which may be secrets or addresses. */
  @Override
  public String toString() {
    return "Attributes[" + all.size() + "]";
  }

  /** Collects one section's attributes as they are read; for one thread. */
  static final class Reader {

    private final boolean media;
    private final List<Attribute> all = new ArrayList<>();
    private final Map<String, List<Object>> values = new HashMap<>();

    Reader(boolean media) {
      this.media = media;
    }

    /** Takes the value of an {@code a=} line. */
    void read(Cursor line, String whole) throws SdpException {
      String name = line.token();
      boolean valued = line.skip(':');
      if (!valued) {
        line.finish();
      }
      all.add(new Attribute(line.line(), name, valued ? whole.substring(name.length() + 1) : null));
      AttributeType<?> type = KnownAttributes.named(name);
      if (type != null && type.level().isIn(media)) {
        keep(type, line);
      }
    }

    private void keep(AttributeType<?> type, Cursor value) throws SdpException {
      List<Object> found = values.get(type.slot());
      if (found == null) {
        found = new ArrayList<>();
        values.put(type.slot(), found);
      } else if (type.once()) {
        throw value.as(type.name()).refusal("stands here a second time");
      }
      found.add(type.read(value));
    }

    Attributes finish() {
      return new Attributes(all, values);
    }
  }
}
