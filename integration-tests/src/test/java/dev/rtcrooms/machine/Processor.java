package dev.rtcrooms.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A processor of the machine, on which programs can run without sharing it with others. */
public final class Processor {

  private static final Optional<Path> TASKSET = Program.find("taskset");

  private final List<String> command;

  private Processor(List<String> command) {
    this.command = command;
  }

  /**
   * A processor, or all of them where the machine has no {@code taskset} or not this processor.
   *
   * @param number from 0
   */
  public static Processor of(int number) {
    List<String> command =
        TASKSET
            .map(taskset -> List.of(taskset.toString(), "-c", Integer.toString(number)))
            .orElse(List.of());
    return new Processor(canRun(command) ? command : List.of());
  }

  /** All processors of the machine. */
  public static Processor any() {
    return new Processor(List.of());
  }

  private static boolean canRun(List<String> command) {
    if (command.isEmpty()) {
      return false;
    }
    try {
      ProcessBuilder attempt = new ProcessBuilder(new ArrayList<>(command));
      attempt.command().add("true");
      return attempt.start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What a command begins with to run on this processor; empty if it may run on all. */
  public List<String> command() {
    return command;
  }
}
