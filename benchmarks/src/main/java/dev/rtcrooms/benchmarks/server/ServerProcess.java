package dev.rtcrooms.benchmarks.server;

import dev.rtcrooms.benchmarks.process.ChildProcess;
import dev.rtcrooms.benchmarks.process.JavaProcess;
import dev.rtcrooms.benchmarks.process.Usage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A server in a process of its own; for one thread. The process ends with {@link #close}, and also
 * when this one ends in any way.
 */
public final class ServerProcess implements AutoCloseable {

  /** Of all that speak, so that no garbage collector is compared with another. */
  public static final List<String> SPEAKING = List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC");

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
  private final BufferedReader out;
  private final BufferedWriter in;
  private final int port;

  private ServerProcess(ChildProcess child) throws IOException {
    this.child = child;
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
    return of(
        JavaProcess.of(classPath, processor, flags, ServerMain.class.getName(), arguments)
            .start(ProcessBuilder.Redirect.PIPE));
  }

  /**
   * Starts ws on Node.js, and waits until it listens.
   *
   * @param processor where it is pinned to, or empty
   * @return the server
   * @throws IOException if it does not start
   */
  public static ServerProcess startWs(OptionalInt processor) throws IOException {
    return of(NodeWs.start(processor));
  }

  private static ServerProcess of(ChildProcess child) throws IOException {
    try {
      return new ServerProcess(child);
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
  }
}
