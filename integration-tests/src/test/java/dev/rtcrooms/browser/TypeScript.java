package dev.rtcrooms.browser;

import dev.rtcrooms.machine.NodeJs;
import dev.rtcrooms.machine.NpmPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder with the client's modules, the files of {@code src/test/typescript} and the compilers
 * that its {@code package.json} names. For one thread.
 */
final class TypeScript {

  static final Path MODULES =
      Path.of("..", "rtc-web", "src", "main", "resources", "META-INF", "resources", "rtc-rooms");

  private static final Path SOURCES = Path.of("src", "test", "typescript");
  private static final Path FOLDER = Path.of("target", "typescript");
  private static final int PATIENCE_MINUTES = 10;

  /** A declaration beside a module hides its code, so the code gets another name. */
  private static final Map<String, String> COPIES =
      Map.of(
          "rtc-rooms.js", "rtc-rooms-code.js",
          "no-media.js", "no-media-code.js",
          "devices.js", "devices-code.js",
          "errors.js", "errors-code.js");

  /** The exit status of a program and its standard output, with its errors if it failed. */
  record Outcome(int status, String output) {}

  private final Path node;

  private TypeScript(Path node) {
    this.node = node;
  }

  /** Skips the test where Node.js 18, npm or its registry is missing. */
  static TypeScript prepare() throws Exception {
    Path node = NodeJs.orSkip("18");
    NpmPackages.install(SOURCES.resolve("package.json"), FOLDER, "the TypeScript compilers");
    copy(SOURCES, FOLDER);
    Path modules = FOLDER.resolve("rtc-rooms");
    delete(modules);
    copy(MODULES, modules);
    for (Map.Entry<String, String> copy : COPIES.entrySet()) {
      Files.copy(MODULES.resolve(copy.getKey()), modules.resolve(copy.getValue()));
    }
    return new TypeScript(node);
  }

  /** Compiles everything with one of the compilers. */
  Outcome compile(String compiler) throws Exception {
    return run(
        List.of(
            node.toAbsolutePath().toString(),
            Path.of("node_modules", compiler, "bin", "tsc").toString(),
            "--pretty",
            "false",
            "-p",
            "."));
  }

  /** Runs a module in Node.js; its imports are relative to the folder. */
  Outcome run(String module) throws Exception {
    Path file = FOLDER.resolve("run.mjs");
    Files.writeString(file, module);
    return run(List.of(node.toAbsolutePath().toString(), "run.mjs"));
  }

  /** Changes a module, so that a test can see that the change is noticed. */
  void change(String module, String before, String after) throws IOException {
    Path file = FOLDER.resolve("rtc-rooms").resolve(module);
    String text = Files.readString(file);
    if (!text.contains(before)) {
      throw new AssertionError(module + " does not contain: " + before);
    }
    Files.writeString(file, text.replace(before, after));
  }

  private static Outcome run(List<String> command) throws Exception {
    Path output = FOLDER.resolve("output.txt");
    Path errors = FOLDER.resolve("errors.txt");
    Process process =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(FOLDER.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("No end within " + PATIENCE_MINUTES + " min: " + command);
    }
    int status = process.exitValue();
    String failure = status == 0 ? "" : Files.readString(errors);
    return new Outcome(status, Files.readString(output) + failure);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
