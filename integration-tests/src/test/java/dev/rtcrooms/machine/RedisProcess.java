package dev.rtcrooms.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A {@code redis-server} of a test's own, on a port and with files of its own. */
public final class RedisProcess implements AutoCloseable {

  private final Path program;
  private final List<String> options;
  private final Path files;
  private final int port = Sockets.freePort();
  private ChildProcess process;

  /**
   * Starts a server; skips the test where there is none.
   *
   * @param options further ones
   */
  public RedisProcess(String... options) {
    this.program = Needed.orSkip(Program.find("redis-server"), "redis-server, on the PATH");
    this.options = List.of(options);
    files = ChildProcess.folder("redis-files");
    process = start();
  }

  private ChildProcess start() {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of("--bind", "127.0.0.1", "--port", String.valueOf(port)));
    command.addAll(List.of("--dir", files.toString(), "--save", ""));
    command.addAll(options);
    ChildProcess started = new ChildProcess(ChildProcess.folder("redis"), command);
    started.awaitLine("Ready to accept connections");
    return started;
  }

  /** {@return the port where it listens, also after a restart} */
  public int port() {
    return port;
  }

  /** {@return its address} */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends it at once, so that it cannot write its files. */
  public void crash() {
    process.crash();
  }

  /** Starts it again after it was ended, with its files. */
  public void restart() {
    process.close();
    process = start();
  }

  /** Deletes its files, as long as it does not run. */
  public void loseFiles() {
    try (Stream<Path> all = Files.walk(files)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
    loseFiles();
    try (Stream<Path> all = Files.walk(files)) {
      for (Path folder : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
