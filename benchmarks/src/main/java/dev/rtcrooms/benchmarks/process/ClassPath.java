package dev.rtcrooms.benchmarks.process;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where this program was loaded from; stateless. */
public final class ClassPath {

  private ClassPath() {}

  /**
   * A folder for what the program writes, beside its own classes.
   *
   * @param name of the folder, which may not exist yet
   * @return its path
   */
  public static Path beside(String name) {
    try {
      Path classes =
          Path.of(ClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.resolveSibling(name);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The classes are not in a folder or file", e);
    }
  }

  /**
   * For another process of the same program. Inside Maven it has a class loader of its own, and the
   * JVM's path is Maven's.
   */
  static String current() {
    if (!(ClassPath.class.getClassLoader() instanceof URLClassLoader loader)) {
      return System.getProperty("java.class.path");
    }
    List<String> files = new ArrayList<>();
    for (URL url : loader.getURLs()) {
      try {
        files.add(Path.of(url.toURI()).toString());
      } catch (URISyntaxException e) {
        throw new IllegalStateException("Not a file: " + url, e);
      }
    }
    return String.join(File.pathSeparator, files);
  }
}
