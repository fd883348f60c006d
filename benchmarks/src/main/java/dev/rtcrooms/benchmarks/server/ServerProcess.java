package dev.rtcrooms.benchmarks.server;

import dev.rtcrooms.benchmarks.process.ChildProcess;
import dev.rtcrooms.benchmarks.process.JavaProcess;
import dev.rtcrooms.benchmarks.process.Usage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A server in a process of its own; for one thread. The process ends with {@link #close}, and also
 * when this one ends in any way.
 */
public final class ServerProcess implements AutoCloseable {

  /**
   * Of all that speak, so that no garbage collector is compared with another.
   *
   * @param collector its name as in the JVM's flags, as {@code Serial} or {@code G1}
   * @return flags for the JVM
   */
  public static List<String> speaking(String collector) {
    return List.of("-Xms1g", "-Xmx1g", "-XX:+Use" + collector + "GC");
  }

  /** Of those whose memory is measured: the heap is to be as small as what is in use. */
  public static final List<String> IDLE =
      List.of(
          "-Xms32m",
          "-Xmx2g",
          "-Xmn16m",
          "-XX:+UseSerialGC",
          "-XX:MinHeapFreeRatio=1",
          "-XX:MaxHeapFreeRatio=2",
          "-XX:-ShrinkHeapInSteps");

  private final ChildProcess child;
  private final @Nullable Path collectorLog;
  private final BufferedReader out;
  private final BufferedWriter in;
  private final int port;

  private ServerProcess(ChildProcess child, @Nullable Path collectorLog) throws IOException {
    this.child = child;
    this.collectorLog = collectorLog;
    this.out = child.process().inputReader(StandardCharsets.UTF_8);
    this.in = child.process().outputWriter(StandardCharsets.UTF_8);
    this.port = Integer.parseInt(lineAfter(Started.READY));
  }

  /**
   * Starts a server in Java, and waits until it listens.
   *
   * @param classPath an earlier build of this program, or empty for the current one
   * @param processor where it is pinned to, or empty
   * @param flags for the JVM
   * @param arguments as {@link ServerMain} takes them
   * @return the server
   * @throws IOException if it does not start
   */
  public static ServerProcess start(
      Optional<String> classPath, OptionalInt processor, List<String> flags, List<String> arguments)
      throws IOException {
    Path log = Files.createTempFile("collector", ".log");
    log.toFile().deleteOnExit();
    List<String> all = new ArrayList<>(flags);
    all.add("-Xlog:gc:file=\"" + log + "\"::filecount=0"); // or the empty file would be kept, too
    return of(
        JavaProcess.of(classPath, processor, all, ServerMain.class.getName(), arguments)
            .start(ProcessBuilder.Redirect.PIPE),
        log);
  }

  /**
   * Starts ws on Node.js, and waits until it listens.
   *
   * @param processor where it is pinned to, or empty
   * @return the server
   * @throws IOException if it does not start
   */
  public static ServerProcess startWs(OptionalInt processor) throws IOException {
    return of(NodeWs.start(processor), null);
  }

  private static ServerProcess of(ChildProcess child, @Nullable Path log) throws IOException {
    try {
      return new ServerProcess(child, log);
    } catch (IOException e) {
      child.close();
      throw e;
    }
  }

  /**
   * Where it listens.
   *
   * @return a port of the loopback interface
   */
  public int port() {
    return port;
  }

  /**
   * Asks the system.
   *
   * @return what it has used since it began
   */
  public Usage usage() {
    return Usage.of(child.process().toHandle());
  }

  /**
   * Counts in the log of the garbage collector.
   *
   * @return how many garbage collections have stopped the server so far; 0 if it is not in Java
   * @throws IOException if the log cannot be read
   */
  public long collections() throws IOException {
    if (collectorLog == null) {
      return 0;
    }
    return Files.readAllLines(collectorLog).stream()
        .filter(line -> line.contains(" Pause Young ") || line.contains(" Pause Full "))
        .count();
  }

  /**
   * As {@link #usage}, after garbage was collected.
   *
   * @return what it has used since it began
   * @throws IOException if it has ended
   */
  public Usage usageWithoutGarbage() throws IOException {
    in.write(ServerMain.COLLECT + "\n");
    in.flush();
    String unused = lineAfter(ServerMain.COLLECTED);
    return usage();
  }

  private String lineAfter(String word) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(word)) {
        return line.substring(word.length());
      }
    }
    throw new IOException("The server has ended");
  }

  @Override
  public void close() {
    child.close();
    if (collectorLog != null) {
      boolean unused = collectorLog.toFile().delete();
    }
  }
}
