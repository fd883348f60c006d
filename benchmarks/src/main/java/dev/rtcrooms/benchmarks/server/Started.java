package dev.rtcrooms.benchmarks.server;

/**
 * A server that listens.
 *
 * @param port of the loopback interface
 * @param stop frees what it holds; for tests, because a measured server ends with its process
 */
public record Started(int port, Runnable stop) {

  /** What the process of a measured server prints before the port, when it listens. */
  public static final String READY = "READY ";
}
