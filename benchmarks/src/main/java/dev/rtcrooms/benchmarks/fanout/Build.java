package dev.rtcrooms.benchmarks.fanout;

import dev.rtcrooms.benchmarks.server.Contender;
import dev.rtcrooms.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A server as one build of this project has it; immutable.
 *
 * @param server which server
 * @param earlierClassPath the class path of an earlier build, or empty for this one
 */
record Build(Contender server, Optional<String> earlierClassPath) {

  private static final String EARLIER = "-earlier";

  static Build current(Contender server) {
    return new Build(server, Optional.empty());
  }

  /**
   * Starts it in a process of its own.
   *
   * @param flags for the JVM, if it runs on one
   */
  ServerProcess start(OptionalInt processor, List<String> flags) throws IOException {
    return server == Contender.WS
        ? ServerProcess.startWs(processor)
        : ServerProcess.start(earlierClassPath, processor, flags, List.of(server.label()));
  }

  /** The name in results. */
  String label() {
    return earlierClassPath.isPresent() ? earlier(server.label()) : server.label();
  }

  /** The name of an earlier build of a server. */
  static String earlier(String server) {
    return server + EARLIER;
  }
}
