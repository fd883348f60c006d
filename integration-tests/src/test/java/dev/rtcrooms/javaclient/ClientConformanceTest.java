package dev.rtcrooms.javaclient;

import dev.rtcrooms.machine.ClientReplays;
import dev.rtcrooms.testkit.conformance.ScriptedServer;
import org.junit.jupiter.api.Test;

/** The Java client does what the conformance vectors for clients say. */
class ClientConformanceTest {

  @Test
  void theClientDoesWhatEachVectorSays() {
    try (ScriptedServer server = new ScriptedServer();
        Driver driver = Driver.connect(server.driver())) {
      ClientReplays.all(server);
    }
  }
}
