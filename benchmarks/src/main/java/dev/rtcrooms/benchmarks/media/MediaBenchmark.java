package dev.rtcrooms.benchmarks.media;

import dev.rtcrooms.benchmarks.process.JavaProcess;
import dev.rtcrooms.benchmarks.process.Machine;
import dev.rtcrooms.benchmarks.process.Processors;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The media benchmark; for one thread. */
public final class MediaBenchmark {

  private static final int FAILED = 1;
  private static final int BAD_OPTION = 2;

  private static final List<String> FLAGS =
      List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1");

  private static final int JOINS = 10;

  /** Each step of a rise is short: there are many. */
  private static final double STEP_SECONDS = 3;

  private final MediaOptions options;
  private final Processors processors;
  private final SfuLoad load;
  private final PrintStream out;
  private final Comparison comparison = new Comparison();

  private MediaBenchmark(
      MediaOptions options, Processors processors, SfuLoad load, PrintStream out) {
    this.options = options;
    this.processors = processors;
    this.load = load;
    this.out = out;
  }

  /**
   * Measures, prints a table, and writes it to {@code results.md}.
   *
   * @param folder for what is built and written, inside the target folder of this module
   * @param processors of servers and generator
   * @param arguments what {@code --help} explains
   * @return the status of the command
   * @throws IOException if the folder cannot be written
   */
  public static int run(Path folder, Processors processors, List<String> arguments)
      throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8); // for µ
    MediaOptions options;
    try {
      options = MediaOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return BAD_OPTION;
    }
    if (options.help()) {
      out.print(MediaOptions.EXPLAINED);
      return 0;
    }
    String missing = SfuLoad.missing();
    if (!missing.isEmpty()) {
      out.println(missing);
      return FAILED;
    }
    Files.createDirectories(folder);
    Path sources = folder.resolveSibling("..").resolve("sfuload").normalize();
    String head =
        "%s; %s; %s; %s."
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                Machine.described(),
                processors.described(),
                options.described());
    out.println(head);
    try {
      MediaBenchmark media =
          new MediaBenchmark(options, processors, SfuLoad.build(folder, sources), out);
      media.measure();
      media.tell(head, folder.resolve("results.md"));
      return 0;
    } catch (IOException e) {
      out.println("FAILED: " + e.getMessage());
      return FAILED;
    }
  }

  private MediaServerProcess start(MediaPeer peer) throws IOException {
    return switch (peer) {
      case OURS ->
          new MediaServerProcess(
              JavaProcess.of(
                      Optional.empty(),
                      processors.server(),
                      FLAGS,
                      SfuServer.class.getName(),
                      List.of(Integer.toString(options.rooms())))
                  .start(ProcessBuilder.Redirect.PIPE));
      case PION -> load.serve(processors.server(), options.rooms());
    };
  }

  /** Both run all the time; one that is not measured has no connections. */
  private void measure() throws IOException {
    Map<MediaPeer, MediaServerProcess> running = new EnumMap<>(MediaPeer.class);
    try {
      for (MediaPeer peer : options.peers()) {
        running.put(peer, start(peer));
      }
      if (options.warm() > 0) {
        for (MediaPeer peer : options.peers()) {
          out.println("warm    " + label(peer) + one(running, peer, options.warm(), 0));
        }
      }
      for (int round = 1; round <= options.rounds(); round++) {
        round(round, running);
      }
    } finally {
      running.values().forEach(MediaServerProcess::close);
    }
  }

  /** Every other round begins with the other server. */
  private void round(int round, Map<MediaPeer, MediaServerProcess> running) throws IOException {
    List<MediaPeer> order = new ArrayList<>(options.peers());
    if (round % 2 == 0) {
      Collections.reverse(order);
    }
    for (MediaPeer peer : order) {
      Load measured = one(running, peer, options.seconds(), JOINS);
      comparison.add(peer, round, measured);
      out.println("round " + round + " " + label(peer) + measured);
    }
    if (round <= options.rounds() - options.rises()) {
      return;
    }
    for (MediaPeer peer : order) {
      List<Load> steps = load(running, peer, STEP_SECONDS, 0, /* rises= */ true);
      comparison.add(peer, round, new Rise(steps));
      steps.forEach(step -> out.println("rise  " + round + " " + label(peer) + step));
    }
  }

  private static String label(MediaPeer peer) {
    return "%-8s".formatted(peer.label());
  }

  private Load one(
      Map<MediaPeer, MediaServerProcess> running, MediaPeer peer, double seconds, int joins)
      throws IOException {
    return load(running, peer, seconds, joins, /* rises= */ false).get(0);
  }

  private List<Load> load(
      Map<MediaPeer, MediaServerProcess> running,
      MediaPeer peer,
      double seconds,
      int joins,
      boolean rises)
      throws IOException {
    MediaServerProcess server = running.get(peer);
    if (server == null) {
      throw new IllegalArgumentException(peer.label() + " does not run");
    }
    return load.load(server, processors.generator(), options, seconds, joins, rises);
  }

  private void tell(String head, Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(head, ""));
    lines.add(comparison.table());
    lines.addAll(comparison.cautions());
    Files.write(file, lines);
    out.println();
    lines.stream().skip(2).forEach(out::println);
    out.println("Written: " + file);
  }
}
