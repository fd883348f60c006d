package dev.rtcrooms.benchmarks.fanout;

import dev.rtcrooms.benchmarks.process.ChildProcess;
import dev.rtcrooms.benchmarks.process.JavaProcess;
import dev.rtcrooms.benchmarks.process.Usage;
import dev.rtcrooms.benchmarks.server.ServerMain;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/**
 * A server in a process of its own; for one thread. The process ends with {@link #close}, and also
 * when this one ends in any way.
 */
final class ServerProcess implements AutoCloseable {

  /** Of all that speak, so that no garbage collector is compared with another. */
  static final List<String> SPEAKING = List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC");

  /** Of those whose memory is measured: the heap is to be as small as what is in use. */
  static final List<String> IDLE =
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
    this.port = Integer.parseInt(lineAfter(ServerMain.READY));
  }

  static ServerProcess start(Build build, OptionalInt processor, List<String> flags)
      throws IOException {
    ChildProcess child =
        JavaProcess.of(
                build.earlierClassPath(),
                processor,
                flags,
                ServerMain.class.getName(),
                List.of(build.server().label()))
            .start(ProcessBuilder.Redirect.PIPE);
    try {
      return new ServerProcess(child);
    } catch (IOException e) {
      child.close();
      throw e;
    }
  }

  int port() {
    return port;
  }

  Usage usage() {
    return Usage.of(child.process().toHandle());
  }

  /** What is in use without garbage. */
  Usage usageWithoutGarbage() throws IOException {
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
