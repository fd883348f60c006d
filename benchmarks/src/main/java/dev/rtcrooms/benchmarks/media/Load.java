package dev.rtcrooms.benchmarks.media;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the load generator has measured of a server with some subscribers; immutable. Each receives
 * one stream: a video and an audio track.
 *
 * @param subscribers how many
 * @param delivered the share of the packets that they have received
 * @param micros the server's processor time for each packet that was received, in microseconds
 * @param busy the share of a processor that the server used
 * @param generator the share of a processor that the generator used
 * @param generatorDrops the packets that came, but that the generator had no room for
 * @param delayP50 milliseconds from the publisher's socket to a subscriber's; half were faster
 * @param delayP99 one of a hundred was slower
 * @param audioP50 the same for packets of audio only; half were faster
 * @param audioP99 one of a hundred was slower
 * @param videoP50 the same for packets of video only; half were faster
 * @param videoP99 one of a hundred was slower
 * @param joinP50 milliseconds from the beginning of a join to the first packet of video; half were
 *     faster
 * @param joinP95 one of twenty was slower
 * @param starved subscribers that received less than half, such as those whose video was paused
 */
record Load(
    int subscribers,
    double delivered,
    double micros,
    double busy,
    double generator,
    double generatorDrops,
    double delayP50,
    double delayP99,
    double audioP50,
    double audioP99,
    double videoP50,
    double videoP99,
    double joinP50,
    double joinP95,
    int starved) {

  private static final JsonFactory JSON = new JsonFactory();

  /** The share that must be delivered; with less, the server has more to do than it can. */
  static final double ENOUGH = 0.99;

  /** A generator that is so busy may be what limits the server. */
  private static final double BUSY = 0.95;

  /** Reads a line of the generator. */
  static Load parse(String line) throws IOException {
    Map<String, Double> figures = new HashMap<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        figures.put(name, json.getDoubleValue());
      }
    } catch (JacksonException e) {
      throw new IOException("The generator says " + line, e);
    }
    return new Load(
        (int) get(figures, "subscribers"),
        get(figures, "delivered"),
        get(figures, "micros"),
        get(figures, "busy"),
        get(figures, "generator"),
        get(figures, "generatorDrops"),
        get(figures, "delayP50"),
        get(figures, "delayP99"),
        get(figures, "audioP50"),
        get(figures, "audioP99"),
        get(figures, "videoP50"),
        get(figures, "videoP99"),
        get(figures, "joinP50"),
        get(figures, "joinP95"),
        (int) get(figures, "starved"));
  }

  /** What the generator does not know is negative there. */
  private static double get(Map<String, Double> figures, String name) {
    double figure = figures.getOrDefault(name, Double.NaN);
    return figure < 0 ? Double.NaN : figure;
  }

  boolean isEnough() {
    return delivered >= ENOUGH;
  }

  /** Whether the generator may have lost packets, and not the server. */
  boolean isGeneratorTooSlow() {
    return generator > BUSY || generatorDrops > 0;
  }

  /** A line that tells how far the benchmark is. */
  @Override
  public String toString() {
    return ("%d streams: %.2f µs, delivered %.2f %%, starved %d, p99 %.2f ms, of audio %.2f ms,"
            + " busy %.0f %%, generator %.0f %%")
        .formatted(
            subscribers,
            micros,
            delivered * 100,
            starved,
            delayP99,
            audioP99,
            busy * 100,
            generator * 100);
  }
}
