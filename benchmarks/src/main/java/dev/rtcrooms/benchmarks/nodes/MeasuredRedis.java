package dev.rtcrooms.benchmarks.nodes;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rtcrooms.benchmarks.process.ChildProcess;
import dev.rtcrooms.benchmarks.process.Processors;
import dev.rtcrooms.benchmarks.process.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A {@code redis-server} without files, which counts its commands; for one thread. */
final class MeasuredRedis implements AutoCloseable {

  private static final String READY = "Ready to accept connections";
  private static final String STATISTICS = "cmdstat_";
  private static final String CALLS = ":calls=";
  private static final String BYTES = "total_net_input_bytes:";

  private final ChildProcess child;
  private final int port;

  private MeasuredRedis(ChildProcess child, int port) {
    this.child = child;
    this.port = port;
  }

  static MeasuredRedis start(OptionalInt processor) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>(Processors.pinning(processor));
    command.addAll(List.of("redis-server", "--bind", "127.0.0.1"));
    command.addAll(List.of("--port", Integer.toString(port), "--save", ""));
    ChildProcess child =
        ChildProcess.start(
            new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.PIPE));
    BufferedReader out = child.process().inputReader(US_ASCII); // it says little more than this
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains(READY)) {
        return new MeasuredRedis(child, port);
      }
    }
    child.close();
    throw new IOException("redis-server has ended");
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  Usage usage() {
    return Usage.of(child.process().toHandle());
  }

  /** How often one of these was called since the start. */
  long calls(String... commands) {
    List<String> wanted = List.of(commands);
    return info("commandstats")
        .filter(line -> line.startsWith(STATISTICS) && line.contains(CALLS))
        .filter(line -> wanted.contains(line.substring(STATISTICS.length(), line.indexOf(CALLS))))
        .mapToLong(MeasuredRedis::number)
        .sum();
  }

  /** How many bytes were sent to it since the start. */
  long bytes() {
    return info("stats")
        .filter(line -> line.startsWith(BYTES))
        .mapToLong(line -> Long.parseLong(line.substring(BYTES.length())))
        .sum();
  }

  private Stream<String> info(String section) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
      socket.getOutputStream().write(("INFO " + section + "\r\nQUIT\r\n").getBytes(US_ASCII));
      return in.lines().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(String line) {
    int from = line.indexOf(CALLS) + CALLS.length();
    return Long.parseLong(line.substring(from, line.indexOf(',', from)));
  }

  @Override
  public void close() {
    child.close();
  }
}
