package dev.rtcrooms.testkit.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What clients send in one scene of the wire protocol, and what a server that conforms to it
 * answers. {@code docs/conformance.md} describes the files, which other languages can read too.
 * Immutable, any thread.
 */
public final class ConformanceVector {

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

  private final String name;
  private final Set<String> needs;
  private final List<VectorStep> steps;

  private ConformanceVector(String name, Set<String> needs, List<VectorStep> steps) {
    this.name = name;
    this.needs = needs;
    this.steps = steps;
  }

  /**
   * Reads all vectors.
   *
   * @return the vectors, in the order of their files
   */
  public static List<ConformanceVector> all() {
    return VectorFiles.read("files").stream().map(ConformanceVector::of).toList();
  }

  /** Creates a vector from its JSON object. */
  static ConformanceVector of(Map<?, ?> vector) {
    List<String> needs = new ArrayList<>();
    VectorFiles.list(vector.containsKey("needs") ? vector.get("needs") : List.of())
        .forEach(need -> needs.add(need.toString()));
    return new ConformanceVector(
        String.valueOf(vector.get("name")),
        Set.copyOf(needs),
        VectorStep.all(vector.get("steps"), VERBS));
  }

  /**
   * Returns what it shows.
   *
   * @return one sentence, different for each vector
   */
  public String name() {
    return name;
  }

  /**
   * Returns what the server's host must have set up, such as {@code chat} and {@code tokens}.
   *
   * @return the names that {@code docs/conformance.md} lists; empty if any server will do
   */
  public Set<String> needs() {
    return needs;
  }

  /**
   * Plays the clients, and compares the answers. It connects over real sockets, and waits at most
   * 30 seconds for each answer.
   *
   * @param server a room of its own
   * @throws AssertionError if the server answers otherwise; it names the step, and quotes what the
   *     client has heard
   */
  public void replay(ConformanceServer server) {
    VectorReplay replay = new VectorReplay(name, steps, server);
    try {
      replay.run();
    } finally {
      replay.close();
    }
  }

  /** Returns the name, so that parameterized tests show it. */
  @Override
  public String toString() {
    return name;
  }
}
