package dev.rtcrooms.benchmarks.process;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where this program was loaded from, so that a process of its own can load the same. */
final class ClassPath {

  private ClassPath() {}

  /** Inside Maven the program has a class loader of its own, and the JVM's path is Maven's. */
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
