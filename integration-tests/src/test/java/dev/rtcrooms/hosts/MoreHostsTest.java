package dev.rtcrooms.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Checkout;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.JavaCommand;
import dev.rtcrooms.machine.Sockets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hosts that are not part of each build, since they need large downloads. CONTRIBUTING.md has the
 * command.
 */
@Tag("one-jdk")
@EnabledIfSystemProperty(named = "hosts", matches = "more")
class MoreHostsTest {

  private static final Path EXAMPLES = Checkout.ROOT.resolve("examples");

  @Test
  void javalinServesRooms() throws Exception {
    int port = Sockets.freePort();
    servesRooms(
        port,
        "/room/create",
        "-cp",
        JavaCommand.examplePath("javalin-host"),
        "dev.rtcrooms.examples.javalinhost.JavalinHost",
        String.valueOf(port));
  }

  /** The WebSockets are those of its Vert.x, or of WebSockets Next. */
  @ParameterizedTest
  @ValueSource(strings = {"quarkus-host", "quarkus-next-host"})
  void quarkusServesRooms(String folder) throws Exception {
    int port = Sockets.freePort();
    servesRooms(
        port,
        "Listening on",
        "-Dquarkus.http.port=" + port,
        "-jar",
        EXAMPLES.resolve(folder).resolve("target/quarkus-app/quarkus-run.jar").toString());
  }

  @Test
  void payaraServesRooms() throws Exception {
    Path target = EXAMPLES.resolve("war-host/target");
    int port = Sockets.freePort();
    servesRooms(
        port,
        "ready in",
        "-jar",
        target.resolve("payara-micro.jar").toString(),
        "--deploy",
        target.resolve("rooms.war").toString(),
        "--contextroot",
        "/",
        "--nocluster",
        "--port",
        String.valueOf(port));
  }

  /**
   * Starts a host, and lets two clients talk there.
   *
   * @param started what the host says then
   */
  private static void servesRooms(int port, String started, String... arguments) throws Exception {
    List<String> command = JavaCommand.brief(List.of(arguments));
    try (ChildProcess process = new ChildProcess(ChildProcess.folder("host"), command)) {
      process.awaitLine(started, 300);
      try (HostVisit visit = new HostVisit(port)) {
        visit.talk();
        visit.refuseForeigners();
        process.askToEnd();
        assertThat(visit.farewell()).isEqualTo(CloseReason.SHUTTING_DOWN.code());
      }
    }
  }
}
