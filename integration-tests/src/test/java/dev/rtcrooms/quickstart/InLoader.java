package dev.rtcrooms.quickstart;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a program in a class loader of its own, as {@code exec:java} does inside Maven: the class
 * path of the JVM lacks the program.
 */
final class InLoader {

  private InLoader() {}

  /** The arguments of {@code java} that run a program so. */
  static List<String> arguments(Class<?> main) {
    return List.of(
        "-cp",
        Path.of("target", "test-classes").toAbsolutePath().toString(),
        InLoader.class.getName(),
        System.getProperty("java.class.path"),
        main.getName());
  }

  /**
   * Runs the program.
   *
   * @param arguments its class path, its class and its arguments
   */
  public static void main(String[] arguments) throws Exception {
    URL[] files =
        Stream.of(arguments[0].split(File.pathSeparator)).map(InLoader::url).toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(files, ClassLoader.getPlatformClassLoader())) {
      String[] rest = Arrays.copyOfRange(arguments, 2, arguments.length);
      loader.loadClass(arguments[1]).getMethod("main", String[].class).invoke(null, (Object) rest);
    }
  }

  private static URL url(String file) {
    try {
      return Path.of(file).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
