package dev.rtcrooms.npm;

import dev.rtcrooms.machine.ClientReplays;
import dev.rtcrooms.testkit.conformance.ScriptedServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The npm package in Node.js 22 does what the conformance vectors for clients say. */
@Tag("alone")
class NpmConformanceTest {

  private static final Path DRIVER = Path.of("src", "test", "resources", "browser", "driver.js");

  @Test
  void theClientDoesWhatEachVectorSays() throws Exception {
    Path node = NodeFolder.node22();
    NodeFolder folder = NodeFolder.prepare(NpmPackageTest.SOURCES, NpmPackageTest.FOLDER);
    try (ScriptedServer server = new ScriptedServer()) {
      Process driver =
          new ProcessBuilder(
                  node.toString(),
                  "conform.js",
                  server.driver().toString(),
                  DRIVER.toUri().toString())
              .directory(folder.path().toFile())
              .inheritIO()
              .start();
      try {
        ClientReplays.all(server);
      } finally {
        driver.destroy();
      }
    }
  }
}
