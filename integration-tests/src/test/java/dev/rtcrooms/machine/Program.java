package dev.rtcrooms.machine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of the machine. */
public final class Program {

  private Program() {}

  /**
   * Looks on the {@code PATH}.
   *
   * @param names what it may be called, the likeliest first
   * @return where it is
   */
  public static Optional<Path> find(String... names) {
    List<Path> folders =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    return Stream.of(names)
        .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
