package dev.rtcrooms.machine;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The Node.js of the machine. */
public final class NodeJs {

  private NodeJs() {}

  /**
   * Looks for Node.js on the {@code PATH}. Skips the test where it is missing or too old.
   *
   * @param oldest the oldest version that will do: "20.19"
   */
  public static Path orSkip(String oldest) {
    return Needed.orSkip(
        Program.find("node", "nodejs")
            .filter(node -> version(node).filter(said -> isSince(oldest, said)).isPresent()),
        "Node.js " + oldest + " or newer, on the PATH");
  }

  /**
   * Whether a version is not older than another.
   *
   * @param said by {@code node --version}: "v20.19.0"
   */
  static boolean isSince(String oldest, String said) {
    return said.matches("v\\d.*")
        && Version.parse(said.substring(1)).compareTo(Version.parse(oldest)) >= 0;
  }

  private static Optional<String> version(Path node) {
    try {
      Process process = new ProcessBuilder(node.toString(), "--version").start();
      byte[] said = process.getInputStream().readAllBytes();
      return Optional.of(new String(said, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
