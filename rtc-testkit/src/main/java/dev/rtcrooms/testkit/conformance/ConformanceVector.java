package dev.rtcrooms.testkit.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What clients send in one scene of the wire protocol, and what a server that conforms to it
 * answers. {@code docs/conformance.md} describes the files, which other languages can read too.
 * Immutable, any thread.
 */
public final class ConformanceVector {

  private static final String FOLDER = "/META-INF/rtc-rooms/conformance/";

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
    List<ConformanceVector> vectors = new ArrayList<>();
    for (Object file : list(read("index.json").get("files"))) {
      for (Object vector : list(read(file.toString()).get("vectors"))) {
        vectors.add(of(object(vector)));
      }
    }
    return List.copyOf(vectors);
  }

  /** Creates a vector from its JSON object. */
  static ConformanceVector of(Map<?, ?> vector) {
    List<String> needs = new ArrayList<>();
    list(vector.containsKey("needs") ? vector.get("needs") : List.of())
        .forEach(need -> needs.add(need.toString()));
    List<VectorStep> steps = new ArrayList<>();
    list(vector.get("steps")).forEach(step -> steps.add(new VectorStep(object(step))));
    return new ConformanceVector(
        String.valueOf(vector.get("name")), Set.copyOf(needs), List.copyOf(steps));
  }

  private static Map<?, ?> read(String file) {
    try (InputStream in = ConformanceVector.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("No file " + FOLDER + file);
      }
      return object(JsonValues.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("Not a list: " + value);
  }

  private static Map<?, ?> object(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("Not an object: " + value);
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
