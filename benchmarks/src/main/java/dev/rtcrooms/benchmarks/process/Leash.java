package dev.rtcrooms.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Ties this process to the one that started it: standard input is a pipe, which the system closes
 * whatever end the other comes to.
 */
public final class Leash {

  private Leash() {}

  /** Ends this process as soon as the other has ended; returns at once. */
  public static void fasten() {
    Thread watch = new Thread(() -> follow(line -> {}), "leash");
    watch.setDaemon(true);
    watch.start();
  }

  /**
   * Does what the other process asks for, line by line, and ends this one with it.
   *
   * @param commands hears each line
   */
  public static void follow(Consumer<String> commands) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        commands.accept(line);
      }
    } catch (IOException e) {
      // the pipe is broken, which says the same as its end
    }
    Runtime.getRuntime().halt(0);
  }
}
