package dev.rtcrooms.testkit.conformance;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a server sends in one scene of the wire protocol, and what a client that conforms to it
 * sends and tells its user. {@code docs/conformance.md} describes the files, which other languages
 * can read too. Immutable, any thread.
 */
public final class ClientVector {

  private static final Set<String> VERBS =
      Set.of(
          "order",
          "told",
          "accept",
          "refuse",
          "refused",
          "hello",
          "send",
          "sendBinary",
          "receive",
          "close",
          "cut",
          "closed",
          "repeat");

  private final String name;
  private final List<VectorStep> steps;

  private ClientVector(String name, List<VectorStep> steps) {
    this.name = name;
    this.steps = steps;
  }

  /**
   * Reads all vectors for clients.
   *
   * @return the vectors, in the order of their files
   */
  public static List<ClientVector> all() {
    return VectorFiles.read("clients").stream().map(ClientVector::of).toList();
  }

  /** Creates a vector from its JSON object. */
  static ClientVector of(Map<?, ?> vector) {
    return new ClientVector(
        String.valueOf(vector.get("name")), VectorStep.all(vector.get("steps"), VERBS));
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
   * Plays the server for new clients of the server's driver, and compares what they send and tell.
   * Waits at most 30 seconds for each of it. Several vectors may be replayed at once.
   *
   * @param server to which a driver is connected, or will be within 30 seconds
   * @throws AssertionError if the client does otherwise; it names the step, and quotes what the
   *     client has sent and told
   */
  public void replay(ScriptedServer server) {
    ClientReplay replay = new ClientReplay(name, steps, server);
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
