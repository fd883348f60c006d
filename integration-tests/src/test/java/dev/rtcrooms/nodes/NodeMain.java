package dev.rtcrooms.nodes;

import java.time.Duration;

/** A node of a cluster in a process of its own. */
final class NodeMain {

  /** It listens, on the port that follows. */
  static final String READY = "The node listens on ";

  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private NodeMain() {}

  /**
   * Starts the node; when the process is asked to end, it drains.
   *
   * @param arguments the address of Redis
   */
  public static void main(String[] arguments) {
    ServedNode node = new ServedNode(arguments[0]);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> node.drain(FAREWELL)));
    System.out.println(READY + node.port());
  }
}
