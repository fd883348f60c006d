package dev.rtcrooms.testkit.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One step of a vector: a verb and its arguments. Immutable, any thread. */
final class VectorStep {

  private final Map<?, ?> fields;
  private final String verb;

  private VectorStep(Map<?, ?> fields, String verb) {
    this.fields = fields;
    this.verb = verb;
  }

  /**
   * Creates the steps of a vector.
   *
   * @param steps the list of their JSON objects
   * @throws IllegalArgumentException if one has none of the verbs
   */
  static List<VectorStep> all(@Nullable Object steps, Set<String> verbs) {
    List<VectorStep> all = new ArrayList<>();
    for (Object step : VectorFiles.list(steps)) {
      Map<?, ?> fields = VectorFiles.object(step);
      String verb =
          verbs.stream()
              .filter(fields::containsKey)
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("No verb in " + fields));
      all.add(new VectorStep(fields, verb));
    }
    return List.copyOf(all);
  }

  String verb() {
    return verb;
  }

  /** The argument of the verb. */
  Object argument() {
    return field(verb).orElseThrow();
  }

  /** The client that acts or listens. */
  String client() {
    return field("client").map(Object::toString).orElse("ann");
  }

  Optional<Object> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** A field that is a whole number; 1 if it is absent. */
  int number(String name) {
    return field(name).map(VectorStep::number).orElse(1);
  }

  /** The argument of the verb, if it is a whole number. */
  int number() {
    return number(argument());
  }

  /**
   * Reads a whole number.
   *
   * @throws IllegalArgumentException if it is none
   */
  static int number(Object value) {
    if (value instanceof Long number) {
      return Math.toIntExact(number);
    }
    throw new IllegalArgumentException("Not a whole number: " + value);
  }

  /** The argument of the verb as a list; one of a single element if it is none. */
  List<?> several() {
    return argument() instanceof List<?> list ? list : List.of(argument());
  }

  /**
   * The kind of message that is expected next, with nothing else of this kind before it.
   *
   * @param verb the verb that expects messages
   * @param field the field of a message that has its kind
   */
  Optional<Object> strict(String verb, String field) {
    return this.verb.equals(verb) && argument() instanceof Map<?, ?> message
        ? Optional.ofNullable(message.get(field))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return JsonValues.write(fields);
  }
}
