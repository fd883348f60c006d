package dev.rtcrooms.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A program that a test has started, with a folder of its own. However the test ends, so do the
 * program and what it has started, and the folder is gone.
 */
public final class ChildProcess implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;
  private static final int FAREWELL_SECONDS = 10;

  private final Path folder;
  private final Process process;
  private final Thread atExit = new Thread(this::kill);
  private final List<String> said = new ArrayList<>();
  private final List<Awaited> awaited = new ArrayList<>();

  private record Awaited(String part, CompletableFuture<String> line) {}

  /**
   * Starts a program.
   *
   * @param folder its own, and its home; it is deleted in the end
   * @param command the program and its arguments
   */
  public ChildProcess(Path folder, List<String> command) {
    this.folder = folder;
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(atExit);
    Thread reader = new Thread(this::read, "output of " + command.get(0));
    reader.setDaemon(true);
    reader.start();
  }

  /** Makes a folder for a program that is about to be started. */
  public static Path folder(String name) {
    try {
      return Files.createTempDirectory(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line);
      }
    } catch (IOException e) {
      hear(e.toString()); // it was ended in the middle of a line
    }
  }

  private synchronized void hear(String line) {
    said.add(line);
    for (Awaited each : awaited) {
      if (line.contains(each.part)) {
        each.line.complete(line);
      }
    }
  }

  private synchronized CompletableFuture<String> listen(String part) {
    CompletableFuture<String> line = new CompletableFuture<>();
    said.stream().filter(each -> each.contains(part)).findFirst().ifPresent(line::complete);
    awaited.add(new Awaited(part, line));
    return line;
  }

  /**
   * Waits until the program has said something, which it may have done already.
   *
   * @param part of the line
   * @return the line
   */
  public String awaitLine(String part) {
    return awaitLine(part, PATIENCE_SECONDS);
  }

  /**
   * As {@link #awaitLine(String)}, for a program that first downloads and compiles.
   *
   * @param seconds after which the test fails
   */
  public String awaitLine(String part, int seconds) {
    try {
      return listen(part).get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException | InterruptedException e) {
      throw new AssertionError("It never said \"" + part + "\", but " + said(), e);
    }
  }

  /** Writes a line to the program's standard input. */
  public synchronized void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException("It has ended, and said " + said, e);
    }
  }

  /** Ends the program's standard input. */
  public void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that the program has said up to now. */
  public synchronized List<String> said() {
    return List.copyOf(said);
  }

  /** Asks the program to end (SIGTERM), without waiting for it. */
  public void askToEnd() {
    process.destroy();
  }

  /** Ends the program at once, so that it cannot say goodbye. */
  public void crash() {
    process.destroyForcibly().onExit().join();
  }

  /**
   * Stops the program in the middle of whatever it does, until {@link #resume()}; not on Windows.
   */
  public void pause() {
    signal("STOP");
  }

  /** Lets a program go on that was paused. */
  public void resume() {
    signal("CONT");
  }

  /** Asks the program to end, and waits until it has. */
  public void end() {
    process.destroy();
    process.onExit().join();
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void kill() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
    delete();
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
