package dev.rtcrooms.benchmarks.fanout;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * All measurements, in a file of JSON lines that is complete after each of them; for one thread.
 */
final class Results {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String SERVER = "server";
  private static final String WORKLOAD = "workload";
  private static final String ROUND = "round";

  private final Path file;
  private final List<Measurement> all = new ArrayList<>();

  private Results(Path file) {
    this.file = file;
  }

  static Results empty(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    return new Results(file);
  }

  static Results read(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Results results = new Results(file);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        results.all.add(parse(line));
      }
    }
    return results;
  }

  List<Measurement> all() {
    return all;
  }

  /** The round that comes next for this server and workload. */
  int nextRound(String server, String workload) {
    return 1
        + all.stream()
            .filter(one -> one.server().equals(server) && one.workload().equals(workload))
            .mapToInt(Measurement::round)
            .max()
            .orElse(0);
  }

  void add(Measurement measurement) throws IOException {
    all.add(measurement);
    Files.writeString(
        file, json(measurement) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String json(Measurement measurement) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty(SERVER, measurement.server());
      json.writeStringProperty(WORKLOAD, measurement.workload());
      json.writeNumberProperty(ROUND, measurement.round());
      for (Figure figure : Figure.values()) {
        double value = measurement.get(figure);
        if (Double.isFinite(value)) {
          json.writeNumberProperty(figure.name(), Math.rint(value * 1e4) / 1e4);
        }
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static Measurement parse(String line) {
    String server = "";
    String workload = "";
    int round = 1;
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case SERVER -> server = json.getString();
          case WORKLOAD -> workload = json.getString();
          case ROUND -> round = json.getIntValue();
          default -> figures.put(Figure.valueOf(name), json.getDoubleValue());
        }
      }
    }
    return new Measurement(server, workload, round, figures);
  }
}
