package dev.rtcrooms.benchmarks.server;

import dev.rtcrooms.benchmarks.process.ChildProcess;
import dev.rtcrooms.benchmarks.process.ClassPath;
import dev.rtcrooms.benchmarks.process.Processors;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** The server on the package ws of Node.js, which npm installs; stateless. */
final class NodeWs {

  private static final String PACKAGE = "package.json";
  private static final String SERVER = "server.js";

  private NodeWs() {}

  /**
   * What is missing to start it.
   *
   * @return a sentence, or empty if nothing is missing
   */
  static String missing() {
    boolean found = List.of("node", "npm").stream().allMatch(NodeWs::isOnPath);
    return found ? "" : "ws is not measured: it needs node and npm on the PATH.";
  }

  private static boolean isOnPath(String program) {
    String path = System.getenv("PATH");
    return path != null
        && Arrays.stream(path.split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /**
   * Installs ws if it is not there, and starts the server. It speaks as {@link ServerMain} does.
   *
   * @param processor where it is pinned to, or empty
   * @return the process, which has not said its port yet
   * @throws IOException if npm cannot install ws, or the server does not start
   */
  static ChildProcess start(OptionalInt processor) throws IOException {
    Path folder = ClassPath.beside("ws");
    install(folder);
    List<String> command = new ArrayList<>(Processors.pinning(processor));
    command.addAll(List.of("node", "--expose-gc", folder.resolve(SERVER).toString()));
    return ChildProcess.start(new ProcessBuilder(command));
  }

  /** Starts it for a test. */
  static Started startUnpinned() throws IOException {
    ChildProcess child = start(OptionalInt.empty());
    BufferedReader out = child.process().inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null) {
      child.close();
      throw new IOException("ws has ended");
    }
    int port = Integer.parseInt(line.substring(Started.READY.length()));
    return new Started(port, child::close);
  }

  /** The versions of {@code package.json} are exact, so the same file means the same packages. */
  private static void install(Path folder) throws IOException {
    Path installed = folder.resolve("installed.json");
    Files.createDirectories(folder);
    Files.write(folder.resolve(SERVER), resource(SERVER));
    byte[] wanted = resource(PACKAGE);
    if (Files.exists(installed) && Arrays.equals(Files.readAllBytes(installed), wanted)) {
      return;
    }
    Files.write(folder.resolve(PACKAGE), wanted);
    ProcessBuilder npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--no-package-lock",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund")
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try (ChildProcess child = ChildProcess.start(npm)) {
      if (child.await() != 0) {
        throw new IOException("npm cannot install ws");
      }
    }
    Files.write(installed, wanted);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = NodeWs.class.getResourceAsStream("ws/" + name)) {
      if (in == null) {
        throw new IOException("The resource is missing: " + name);
      }
      return in.readAllBytes();
    }
  }
}
