package dev.rtcrooms.examples.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@code redis-server} of this example's own, which keeps everything in memory. Any thread. */
final class RedisServer implements AutoCloseable {

  private static final String READY = "Ready to accept connections";

  private final Process process;
  private final Path folder;
  private final int port;

  private RedisServer(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /** Starts the server that is on the {@code PATH}, on a free port of this machine. */
  static RedisServer start() throws IOException {
    Path folder = Files.createTempDirectory("rtc-rooms-redis");
    int port = freePort();
    Process process = launch(folder, port);
    BufferedReader said = process.inputReader();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.contains(READY)) {
        Thread reader = new Thread(() -> said.lines().forEach(more -> {}), "output of Redis");
        reader.setDaemon(true);
        reader.start();
        return new RedisServer(process, folder, port);
      }
    }
    throw new IOException("redis-server has ended; another Redis can be told by --redis URL");
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static Process launch(Path folder, int port) throws IOException {
    try {
      return new ProcessBuilder(
              "redis-server",
              "--bind",
              "127.0.0.1",
              "--port",
              String.valueOf(port),
              "--dir",
              folder.toString(),
              "--save",
              "")
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new IOException(
          "There is no redis-server on the PATH; install one, or name another by --redis URL", e);
    }
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends it; the rooms' history is lost. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      return; // the system deletes it in its own time
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
