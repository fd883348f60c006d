package dev.rtcrooms.benchmarks.server;

/** What all servers are told about where they listen. */
final class Loopback {

  static final String HOST = "127.0.0.1";

  /** Ten thousand connections come within seconds. */
  static final int BACKLOG = 4096;

  private Loopback() {}
}
