package dev.rtcrooms.nodes;

import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.JavaCommand;
import dev.rtcrooms.machine.WireProxy;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** A node that is started again whenever it has ended, behind a proxy to Redis. Thread-safe. */
final class Node implements AutoCloseable {

  private final WireProxy way;
  private volatile ChildProcess process;
  private volatile int port;

  /**
   * A node that does not run yet.
   *
   * @param redis the port of Redis
   */
  Node(int redis) throws IOException {
    way = new WireProxy(redis);
  }

  /** Starts the process without waiting for it. */
  void launch() {
    process =
        new ChildProcess(
            ChildProcess.folder("node"),
            JavaCommand.brief(
                List.of(
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    NodeMain.class.getName(),
                    "redis://127.0.0.1:" + way.port())));
  }

  /** Waits until clients can connect. */
  void awaitReady() {
    String line = process.awaitLine(NodeMain.READY);
    port = Integer.parseInt(line.substring(line.indexOf(NodeMain.READY) + NodeMain.READY.length()));
  }

  /** Kills the process. */
  void kill() {
    process.crash();
  }

  /** Lets the process drain until it has ended. */
  void drain() {
    process.end();
  }

  /** Starts another process after the end of one, and waits until clients can connect. */
  void restart() {
    process.close();
    launch();
    awaitReady();
  }

  void pause() {
    process.pause();
  }

  void resume() {
    process.resume();
  }

  /** The way to Redis. */
  WireProxy way() {
    return way;
  }

  /** The link of a room at this node. */
  URI link(UUID room) {
    return URI.create("http://127.0.0.1:" + port + "/room/" + room);
  }

  List<String> said() {
    return process.said();
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      process.close();
    }
    way.close();
  }
}
