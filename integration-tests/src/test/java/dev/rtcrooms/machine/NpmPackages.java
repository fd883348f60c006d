package dev.rtcrooms.machine;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What a {@code package.json} names, installed by npm. */
public final class NpmPackages {

  private static final int PATIENCE_MINUTES = 10;

  private NpmPackages() {}

  /**
   * Installs the packages, unless the folder has these versions from an earlier build. Waits while
   * another process installs into the folder. Skips the test where npm or its registry is missing.
   *
   * @param wanted a {@code package.json} with exact versions
   * @param folder in which {@code node_modules} is created
   * @param what the packages are, for the log: "the compilers"
   */
  public static void install(Path wanted, Path folder, String what)
      throws IOException, InterruptedException {
    Path npm = Needed.orSkip(Program.find("npm"), "npm, on the PATH");
    Files.createDirectories(folder);
    try (FileChannel lock = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
        FileLock ignored = lock.lock()) {
      install(npm, wanted, folder, what);
    }
  }

  private static void install(Path npm, Path wanted, Path folder, String what) throws IOException {
    Path installed = folder.resolve("installed.json");
    if (Files.exists(installed) && Files.mismatch(wanted, installed) < 0) {
      return;
    }
    Files.copy(wanted, folder.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
    List<String> command =
        List.of(
            npm.toString(),
            "install",
            "--no-package-lock",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund");
    Needed.orSkip(
        Optional.of(command).filter(each -> succeeds(each, folder)),
        what + ", which npm could not install");
    Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean succeeds(List<String> command, Path folder) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("npm.txt").toFile())
              .start();
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
