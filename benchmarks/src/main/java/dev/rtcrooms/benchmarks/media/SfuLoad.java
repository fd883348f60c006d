package dev.rtcrooms.benchmarks.media;

import dev.rtcrooms.benchmarks.process.ChildProcess;
import dev.rtcrooms.benchmarks.process.Processors;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The program in Go that generates load, and has Pion's SFU; for one thread. */
final class SfuLoad {

  /** Where Debian's packages of Go libraries have their sources. */
  private static final Path LIBRARIES = Path.of("/usr/share/gocode");

  private static final Path PION = LIBRARIES.resolve("src/github.com/pion/webrtc");
  private static final String NAME = "sfuload";

  private final Path program;

  private SfuLoad(Path program) {
    this.program = program;
  }

  /** What is missing to build it, in a sentence; empty if nothing is. */
  static String missing() {
    String needs =
        " is not here; the media benchmark needs Linux and Debian's packages golang-go and"
            + " golang-github-pion-webrtc.v3-dev.";
    if (!Files.exists(Path.of("/proc/self/stat"))) {
      return "Linux" + needs;
    }
    if (!Files.isDirectory(PION)) {
      return "Pion" + needs;
    }
    try (ChildProcess go =
        ChildProcess.start(
            new ProcessBuilder("go", "version").redirectOutput(ProcessBuilder.Redirect.DISCARD))) {
      return go.await() == 0 ? "" : "Go" + needs;
    } catch (IOException e) {
      return "Go" + needs;
    }
  }

  /**
   * Builds the program.
   *
   * @param folder for it
   */
  static SfuLoad build(Path folder, Path sources) throws IOException {
    Path workspace = folder.resolve("gopath");
    Path copy = Files.createDirectories(workspace.resolve("src").resolve(NAME));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(sources, "*.{go,mod}")) {
      for (Path file : files) {
        Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path program = folder.resolve(NAME);
    ProcessBuilder command =
        new ProcessBuilder("go", "build", "-o", program.toString(), ".")
            .directory(copy.toFile())
            .redirectOutput(ProcessBuilder.Redirect.INHERIT);
    command.environment().put("GO111MODULE", "off"); // Debian's libraries are in a GOPATH
    command.environment().put("GOPATH", workspace + ":" + LIBRARIES);
    try (ChildProcess go = ChildProcess.start(command)) {
      if (go.await() != 0) {
        throw new IOException("sfuload cannot be built");
      }
    }
    return new SfuLoad(program);
  }

  /** Starts Pion's SFU. */
  MediaServerProcess serve(OptionalInt processor, int rooms) throws IOException {
    List<String> arguments = List.of("serve", "-rooms", Integer.toString(rooms));
    return new MediaServerProcess(ChildProcess.start(command(processor, arguments)));
  }

  /**
   * Measures a server.
   *
   * @param joins how many subscribers join one by one, to measure how long that takes
   * @param rises whether streams are added until less than enough is delivered
   * @return one measurement, or as many as there were steps
   */
  List<Load> load(
      MediaServerProcess server,
      OptionalInt processor,
      MediaOptions options,
      double seconds,
      int joins,
      boolean rises)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("load"));
    arguments.addAll(List.of("-publish", String.join(",", server.publish())));
    arguments.addAll(List.of("-play", String.join(",", server.play())));
    arguments.addAll(List.of("-pid", Long.toString(server.pid())));
    arguments.addAll(List.of("-subscribers", Integer.toString(options.streams())));
    arguments.addAll(List.of("-joins", Integer.toString(joins)));
    arguments.addAll(List.of("-seconds", Double.toString(seconds)));
    arguments.addAll(List.of("-frame", Integer.toString(options.packets())));
    if (rises) {
      arguments.addAll(List.of("-step", Integer.toString(options.step())));
      arguments.addAll(List.of("-most", Integer.toString(options.most())));
      arguments.addAll(List.of("-least", Double.toString(Load.ENOUGH)));
    }
    List<Load> loads = new ArrayList<>();
    try (ChildProcess generator = ChildProcess.start(command(processor, arguments))) {
      BufferedReader out = generator.process().inputReader(StandardCharsets.UTF_8);
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        loads.add(Load.parse(line));
      }
      if (generator.await() != 0 || loads.isEmpty()) {
        throw new IOException("The load generator has failed");
      }
    }
    return loads;
  }

  private ProcessBuilder command(OptionalInt processor, List<String> arguments) {
    List<String> command = new ArrayList<>(Processors.pinning(processor));
    command.add(program.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GOMAXPROCS", "1");
    return builder;
  }
}
