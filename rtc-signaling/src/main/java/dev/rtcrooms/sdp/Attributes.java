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
    values.replaceAll((slot, found) -> List.copyOf(found));
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
    return all.stream().filter(attribute -> attribute.name().equals(name)).toList();
  }

  /**
   * Tells whether there is one of a name.
   *
   * @param name in the case in which it is written
   * @return true if there is at least one
   */
  public boolean has(String name) {
    return all.stream().anyMatch(attribute -> attribute.name().equals(name));
  }

  <T> List<T> values(AttributeType<T> type) {
    // A slot holds only what the readers of its types have made, and these make one class.
    @SuppressWarnings("unchecked")
    List<T> found = (List<T>) values.getOrDefault(type.slot(), List.of());
    return found;
  }

  <T> Optional<T> value(AttributeType<T> type) {
    return values(type).stream().findFirst();
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
      List<Object> found = values.computeIfAbsent(type.slot(), slot -> new ArrayList<>());
      if (type.once() && !found.isEmpty()) {
        throw value.as("a=" + type.name()).refusal("stands here a second time");
      }
      found.add(type.read(value));
    }

    Attributes finish() {
      return new Attributes(all, values);
    }
  }
}
