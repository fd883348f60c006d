package dev.rtcrooms.benchmarks.joins;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rtcrooms.benchmarks.process.Leash;
import dev.rtcrooms.benchmarks.process.Machine;
import dev.rtcrooms.benchmarks.process.Processors;
import dev.rtcrooms.benchmarks.process.Usage;
import dev.rtcrooms.benchmarks.server.JoinedServer;
import dev.rtcrooms.benchmarks.server.SelfSigned;
import dev.rtcrooms.benchmarks.server.ServerMain;
import dev.rtcrooms.benchmarks.server.ServerProcess;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Measures all servers in turn, in a process of its own, which the load generator has to itself.
 * Servers with TLS run after those without.
 */
public final class JoinBenchmark {

  private static final int BAD_OPTION = 2;

  /** Presence tells others of a join within half a second. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);

  private final JoinOptions options;
  private final OptionalInt processor;
  private final int connections;
  private final Path certificate;
  private final SSLContext trusted;
  private final JoinResults results;

  private JoinBenchmark(
      JoinOptions options, OptionalInt processor, Path certificate, SSLContext trusted) {
    this.options = options;
    this.processor = processor;
    this.connections = options.connections(Machine.connections());
    this.certificate = certificate;
    this.trusted = trusted;
    this.results = new JoinResults(connections);
  }

  /** A server as one build has it, with or without TLS. */
  private record Measured(JoinedServer server, Optional<String> earlier, boolean tls) {
    String label() {
      return server.label() + (earlier.isPresent() ? "-earlier" : "");
    }
  }

  /**
   * Measures, and prints what was found.
   *
   * @param arguments a folder for a certificate, the processors of the servers and of the generator
   *     (-1: not pinned), then what {@code joins --help} explains
   * @throws Exception if a server cannot be started, or does not let all clients in
   */
  public static void main(String[] arguments) throws Exception {
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8)); // for µ
    Leash.fasten();
    OptionalInt processor = processor(arguments[1]);
    try {
      JoinOptions options =
          JoinOptions.parse(Arrays.asList(arguments).subList(3, arguments.length));
      if (options.help()) {
        System.out.print(JoinOptions.EXPLAINED);
        System.exit(0);
      }
      Processors processors = new Processors(processor, processor(arguments[2]));
      System.out.println(Machine.described() + "; " + processors.described());
      Path certificate = Path.of(arguments[0], "localhost.p12");
      new JoinBenchmark(options, processor, certificate, made(certificate)).run();
      System.exit(0);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(BAD_OPTION);
    }
  }

  private static OptionalInt processor(String number) {
    return number.equals("-1") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(number));
  }

  private static SSLContext made(Path file) throws IOException, GeneralSecurityException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(file);
    return SelfSigned.make(file).trusted();
  }

  private void run() throws IOException {
    for (boolean tls : options.tls()) {
      compare(tls);
      if (options.memory()) {
        for (Measured measured : measured(tls)) {
          memory(measured, Step.JOIN_10);
          memory(measured, Step.JOIN_ONE);
        }
      }
      results.print(tls);
    }
  }

  /** Those of ours directly before their peer, an earlier build of them directly before that. */
  private List<Measured> measured(boolean tls) {
    List<Measured> all = new ArrayList<>();
    for (JoinedServer server : options.servers(tls)) {
      if (server.ours() && options.earlier().isPresent()) {
        all.add(new Measured(server, options.earlier(), tls));
      }
      all.add(new Measured(server, Optional.empty(), tls));
    }
    return all;
  }

  private void compare(boolean tls) throws IOException {
    Map<Measured, ServerProcess> running = new LinkedHashMap<>();
    try {
      for (Measured measured : measured(tls)) {
        running.put(measured, start(measured, ServerProcess.speaking("Serial")));
      }
      for (int i = 0; i < options.warm(); i++) {
        for (Map.Entry<Measured, ServerProcess> each : running.entrySet()) {
          visitors(each.getKey(), each.getValue()).all((step, reading) -> {});
        }
      }
      for (int round = 0; round < options.rounds(); round++) {
        round(round, new ArrayList<>(running.entrySet()));
      }
    } finally {
      running.values().forEach(ServerProcess::close);
    }
  }

  /** Every other round begins with the last server, so that none is always after the same one. */
  private void round(int round, List<Map.Entry<Measured, ServerProcess>> order) throws IOException {
    if (round % 2 == 1) {
      Collections.reverse(order);
    }
    for (Map.Entry<Measured, ServerProcess> each : order) {
      Measured measured = each.getKey();
      visitors(measured, each.getValue())
          .all((step, reading) -> results.add(measured.tls, measured.label(), step, reading));
    }
  }

  private ServerProcess start(Measured measured, List<String> flags) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(ServerMain.JOINS, measured.server.label()));
    if (measured.tls) {
      arguments.add(certificate.toString());
    }
    return ServerProcess.start(measured.earlier, processor, flags, arguments);
  }

  private Visitors visitors(Measured measured, ServerProcess process) {
    @Nullable SSLContext tls = measured.tls ? trusted : null;
    return new Visitors(
        measured.server, process.port(), tls, connections, AFTERWARDS, process::usage);
  }

  /** In a process whose heap is as small as what is in use. */
  private void memory(Measured measured, Step join) throws IOException {
    try (ServerProcess process = start(measured, ServerProcess.IDLE)) {
      double kib = visitors(measured, process).kibOfEach(join, () -> withoutGarbage(process));
      System.out.println(
          String.format(
              Locale.ROOT, "%s: %s, %.1f KiB", measured.label(), join.described(connections), kib));
      results.memory(measured.tls, measured.label(), join, kib);
    }
  }

  private static Usage withoutGarbage(ServerProcess process) {
    try {
      return process.usageWithoutGarbage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
