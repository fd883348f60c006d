package dev.rtcrooms.hostile;

import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.JavaCommand;
import dev.rtcrooms.machine.Processor;
import java.util.ArrayList;
import java.util.List;

/** A class with a main method that runs in a process of its own, with the classes of the test. */
final class JavaProgram {

  private JavaProgram() {}

  /**
   * Starts it.
   *
   * @param processor where it runs
   * @param options of the virtual machine
   * @param main the class
   */
  static ChildProcess start(
      Processor processor, List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(processor.command());
    command.add(JavaCommand.java());
    command.addAll(options);
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ChildProcess(ChildProcess.folder("program"), command);
  }
}
