package dev.rtcrooms.hosts;

import dev.rtcrooms.Checkout;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A local repository of Maven with the library's modules as this build has compiled them, and all
 * else from the repository of this machine; for the thread of a test.
 *
 * @param path its folder
 */
record LocalRepository(Path path) implements Closeable {

  private static final String VERSION = "0.1.0-SNAPSHOT";
  private static final List<String> PARENTS = List.of(".", "extensions");

  /** Makes one in a folder that does not exist. */
  static LocalRepository in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("dev"));
    Path whole = ofThisMachine();
    link(whole, folder, "dev");
    if (Files.isDirectory(whole.resolve("dev"))) {
      link(whole.resolve("dev"), folder.resolve("dev"), "rtcrooms");
    }
    for (String module : PARENTS) {
      install(folder, Checkout.ROOT.resolve(module));
    }
    for (String module : Checkout.LIBRARY) {
      Path target = install(folder, Checkout.ROOT.resolve(module));
      jar(Checkout.ROOT.resolve(module).resolve("target/classes"), target);
    }
    return new LocalRepository(folder);
  }

  /** The one from which JUnit comes. */
  private static Path ofThisMachine() {
    Path jar = Path.of(Test.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    Path folder = jar.getParent(); // of the version
    return folder.getParent().getParent().getParent().getParent().getParent();
  }

  /** Links to each folder of a repository except one. */
  private static void link(Path from, Path to, String except) throws IOException {
    try (Stream<Path> groups = Files.list(from)) {
      for (Path group : groups.filter(Files::isDirectory).toList()) {
        String name = group.getFileName().toString();
        if (!name.equals(except)) {
          Files.createSymbolicLink(to.resolve(name), group);
        }
      }
    }
  }

  /** Removes the links, about each of which JUnit would warn when it deletes the folder. */
  @Override
  public void close() throws IOException {
    for (Path parent : List.of(path, path.resolve("dev"))) {
      try (Stream<Path> all = Files.list(parent)) {
        for (Path link : all.filter(Files::isSymbolicLink).toList()) {
          Files.delete(link);
        }
      }
    }
  }

  /** Returns the name that the jar would have. */
  private static Path install(Path repository, Path module) throws IOException {
    String pom = Files.readString(module.resolve("pom.xml"));
    String own = pom.replaceFirst("(?s)<parent>.*?</parent>", "");
    String name = own.replaceFirst("(?s).*?<artifactId>(.*?)</artifactId>.*", "$1");
    Path folder = repository.resolve("dev/rtcrooms").resolve(name).resolve(VERSION);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + "-" + VERSION + ".pom"), pom);
    return folder.resolve(name + "-" + VERSION + ".jar");
  }

  private static void jar(Path classes, Path target) throws IOException {
    try (OutputStream out = Files.newOutputStream(target);
        JarOutputStream jar = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
  }
}
