package dev.rtcrooms.testkit.conformance;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One step of a vector: a verb and its arguments. Immutable, any thread. */
final class VectorStep {

  private static final Set<String> VERBS =
      Set.of(
          "connect",
          "send",
          "sendBinary",
          "receive",
          "eventually",
          "closed",
          "leave",
          "crash",
          "repeat");

  private final Map<?, ?> fields;
  private final String verb;

  /**
   * Creates a step.
   *
   * @throws IllegalArgumentException if it has no known verb
   */
  VectorStep(Map<?, ?> fields) {
    this.fields = fields;
    this.verb =
        VERBS.stream()
            .filter(fields::containsKey)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No verb in " + fields));
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

  /** The type of the message that is expected next, with nothing else of this type before it. */
  Optional<Object> strictType() {
    return verb.equals("receive") && argument() instanceof Map<?, ?> message
        ? Optional.ofNullable(message.get("type"))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return JsonValues.write(fields);
  }
}
