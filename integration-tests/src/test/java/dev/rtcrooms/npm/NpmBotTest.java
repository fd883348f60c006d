package dev.rtcrooms.npm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rtcrooms.machine.ClientReplays;
import dev.rtcrooms.testkit.conformance.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The npm package in Node.js 22, which has a WebSocket but no media. */
@ExtendWith(OneAtATime.class)
class NpmBotTest {

  private static final Path DRIVER = Path.of("src", "test", "resources", "browser", "driver.js");

  private static Path node;
  private static NodeFolder folder;

  @BeforeAll
  static void prepare() throws Exception {
    node = NodeFolder.node22();
    folder = NodeFolder.prepare(NpmPackageTest.SOURCES, NpmPackageTest.FOLDER);
  }

  @ParameterizedTest
  @CsvSource({"rtc-rooms, There is no WebRTC here", "rtc-rooms/no-media, This client has no media"})
  void twoBotsTalkAndTheProcessEnds(String entry, String refusal) throws Exception {
    try (RoomServer server = new RoomServer()) {
      assertThat(node("talk.js", entry, server.createRoom()).lines())
          .containsExactly("Ann: hello", "Bob: hello, too", refusal);
    }
  }

  /** As {@code conform.js} makes clients for the server. */
  @Test
  void theClientDoesWhatEachConformanceVectorSays() throws Exception {
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

  @Test
  void aClientWithoutMediaKeepsTheirMessagesFromTheHost() throws Exception {
    assertThat(node("no-media.js")).contains("passed");
  }

  @Test
  void aLinkThatIsRefusedIsAnErrorThatSaysWhy() throws Exception {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(loopback, 0);
    List<String> asked = new ArrayList<>();
    server.createContext("/", exchange -> answer(exchange, asked));
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      String[] links =
          Stream.of(
                  "200",
                  "200/html",
                  "200/cut",
                  "302",
                  "401",
                  "403",
                  "404",
                  "410",
                  "429/problem",
                  "503")
              .map(base::concat)
              .toArray(String[]::new);
      assertThat(node("open.js", links).lines().map(String::strip))
          .containsExactly(
              "idle",
              "ClosedError 4506",
              "DisconnectedError",
              "ClosedError 4505",
              "ClosedError 4505",
              "ClosedError 4504",
              "ClosedError 4506",
              "ClosedError 4506",
              "RefusalError too-many-rooms",
              "DisconnectedError");
      assertThat(asked).hasSize(links.length).containsOnly("application/json Bearer a.token");
    } finally {
      server.stop(0);
    }
    String gone = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    assertThat(node("open.js", gone).strip()).isEqualTo("DisconnectedError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp", "wss://127.0.0.1/", "http://ann@127.0.0.1/", "http://:p@127.0.0.1"})
  void aLinkIsAnHttpAddressWithoutUserInfo(String link) throws Exception {
    assertThat(node("open.js", link)).startsWith("TypeError");
  }

  private String node(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add(0, program);
    command.add(0, node.toString());
    return NodeFolder.run(folder.path(), command.toArray(String[]::new));
  }

  /** As the first part of the path says; the second is the kind of answer. */
  private static void answer(HttpExchange exchange, List<String> asked) throws IOException {
    asked.add(
        exchange.getRequestHeaders().getFirst("Accept")
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    String path = exchange.getRequestURI().getPath().substring(1);
    String body =
        path.endsWith("html")
            ? "<!DOCTYPE html>"
            : path.endsWith("problem")
                ? "{\"code\":\"too-many-rooms\",\"detail\":\"Wait.\"}"
                : path.equals("200") ? "{\"websocketAddress\":\"ws://127.0.0.1/\"}" : "{}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Location", "/login");
    int missing = path.endsWith("cut") ? 1 : 0;
    exchange.sendResponseHeaders(Integer.parseInt(path.substring(0, 3)), bytes.length + missing);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
