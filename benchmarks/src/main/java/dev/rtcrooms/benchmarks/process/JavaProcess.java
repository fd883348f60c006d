package dev.rtcrooms.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds the command of a Java process that runs a class of this program; immutable. */
public final class JavaProcess {

  private final List<String> command;

  private JavaProcess(List<String> command) {
    this.command = List.copyOf(command);
  }

  /**
   * A process of this JDK.
   *
   * @param classPath an earlier build of this program, or empty for the current one
   * @param processor where it is pinned to, or empty
   * @param flags for the JVM
   * @param main the class to run
   * @param arguments for it
   * @return what can be started
   */
  public static JavaProcess of(
      Optional<String> classPath,
      OptionalInt processor,
      List<String> flags,
      String main,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(Processors.pinning(processor));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath.orElseGet(ClassPath::current), main));
    command.addAll(arguments);
    return new JavaProcess(command);
  }

  /**
   * Starts it, with a pipe as its standard input, for {@link Leash}.
   *
   * @param out where its standard output goes
   * @return the process
   * @throws IOException if it cannot be started
   */
  public ChildProcess start(ProcessBuilder.Redirect out) throws IOException {
    return ChildProcess.start(new ProcessBuilder(command).redirectOutput(out));
  }
}
