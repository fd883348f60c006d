package dev.rtcrooms.examples.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The quickstart's main in a Java process of its own, with nothing but this environment's tools.
 */
final class MainProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;
  private final Path err;

  private MainProcess(Process process, Path err) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.err = err;
  }

  static MainProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // It runs for seconds, in which the JVM's second compiler costs more than it gains.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    // A newer JDK warns of native code, such as that of Netty, unless it is allowed.
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Quickstart.class.getName());
    command.addAll(List.of(arguments));
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder
        .environment()
        .keySet()
        .removeAll(List.of("PORT", "RTC_SECRET", "REDIS_URL", "JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(environment);
    return new MainProcess(builder.start(), err);
  }

  /** The next line of standard output, or null at its end; waits for it. */
  String line() throws IOException {
    return out.readLine();
  }

  /** The rest of standard output; waits for its end. */
  String rest() {
    StringBuilder rest = new StringBuilder();
    out.lines().forEach(line -> rest.append(line).append('\n'));
    return rest.toString();
  }

  /** Asks it to end, as a service manager or Ctrl-C does. */
  void terminate() {
    process.destroy();
  }

  int status() throws InterruptedException {
    return process.waitFor();
  }

  /** Everything on standard error, when it has ended. */
  String errors() throws InterruptedException {
    process.waitFor();
    try {
      return Files.readString(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
