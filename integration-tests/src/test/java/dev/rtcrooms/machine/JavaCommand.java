package dev.rtcrooms.machine;

import dev.rtcrooms.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that start Java programs on the JDK of the tests. */
public final class JavaCommand {

  private JavaCommand() {}

  /** The path of {@code java}. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * What an example needs to run: its classes, and the jars that its build has listed.
   *
   * @param folder of the example
   */
  public static String examplePath(String folder) throws IOException {
    Path target = Checkout.ROOT.resolve("examples").resolve(folder).resolve("target");
    return target.resolve("classes") + ":" + Files.readString(target.resolve("runtime-path"));
  }

  /**
   * For a program that runs for seconds, which gains nothing from the JVM's second compiler.
   *
   * @param arguments options, the program and its arguments
   */
  public static List<String> brief(List<String> arguments) {
    List<String> command =
        new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(arguments);
    return command;
  }

  /**
   * {@link #brief(List)} for a class on the class path of the tests.
   *
   * @param main the class
   * @param arguments of the program
   */
  public static List<String> brief(Class<?> main, String... arguments) {
    List<String> command =
        brief(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
