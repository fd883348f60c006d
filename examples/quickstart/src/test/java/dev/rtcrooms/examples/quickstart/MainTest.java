package dev.rtcrooms.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as its user starts it: a process, its two outputs and its exit status. */
@Timeout(60)
class MainTest {
  private static final String URL = "RTC Rooms quickstart: (http://127\\.0\\.0\\.1:[1-9][0-9]*/)";

  @TempDir private Path folder;

  @Test
  void itPrintsItsAddressAndServesThere() throws Exception {
    try (MainProcess main = start("--port", "0")) {
      String line = main.line();
      assertThat(line).matches(URL);
      assertThat(status(line.replaceAll(URL, "$1"))).isEqualTo(200);
    }
  }

  @Test
  void thePortMayComeFromTheEnvironment() throws Exception {
    try (MainProcess main = MainProcess.start(folder, Map.of("PORT", "0"))) {
      assertThat(main.line()).matches(URL);
    }
  }

  @Test
  void itServesOnNettyWhenAsked() throws Exception {
    try (MainProcess main = start("--port", "0", "--transport", "netty")) {
      String url = main.line().replaceAll(URL, "$1");
      assertThat(status(url)).isEqualTo(200);
      SocketListener client = SocketListener.connect(url);
      client.awaitHello();
      main.terminate();
      assertThat(client.awaitClose()).isEqualTo(4002);
      assertThat(main.status()).isEqualTo(143); // 128 + SIGTERM
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jetty", "netty"})
  void aPortThatIsTakenIsOneLineAndStatusOne(String transport) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        MainProcess main =
            start("--port", String.valueOf(taken.getLocalPort()), "--transport", transport)) {
      assertThat(main.errors())
          .isEqualTo(
              "Port %d of 127.0.0.1 is taken: choose another with --port, or any free one with --port 0\n",
              taken.getLocalPort());
      assertThat(main.rest()).isEmpty();
      assertThat(main.status()).isEqualTo(1);
    }
  }

  @Test
  void aRedisThatIsNotThereIsOneLineAndStatusOne() throws Exception {
    String[] words = {"--port", "0", "--secret", "sixteen bytes ok"};
    Map<String, String> environment = Map.of("REDIS_URL", "redis://:password@127.0.0.1:1");
    try (MainProcess main = MainProcess.start(folder, environment, words)) {
      assertThat(main.errors())
          .startsWith("Redis does not answer: ")
          .hasLineCount(1)
          .doesNotContain("password");
      assertThat(main.status()).isEqualTo(1);
    }
  }

  @Test
  void aHostThatIsNoneIsOneLineAndStatusOne() throws Exception {
    try (MainProcess main = start("--port", "0", "--host", "nowhere.invalid")) {
      assertThat(main.errors()).isEqualTo("Unknown host nowhere.invalid\n");
      assertThat(main.status()).isEqualTo(1);
    }
  }

  @Test
  void aBadOptionIsOneLineAndStatusTwo() throws Exception {
    try (MainProcess main = start("--prot", "80")) {
      assertThat(main.errors()).isEqualTo("Unknown option --prot; --help lists the options\n");
      assertThat(main.rest()).isEmpty();
      assertThat(main.status()).isEqualTo(2);
    }
  }

  @Test
  void aBadPortOfTheEnvironmentIsOneLineAndStatusTwo() throws Exception {
    try (MainProcess main = MainProcess.start(folder, Map.of("PORT", "http"))) {
      assertThat(main.errors()).isEqualTo("PORT must be a number from 0 to 65535, not http\n");
      assertThat(main.status()).isEqualTo(2);
    }
  }

  @Test
  void helpIsPrintedAndStatusZero() throws Exception {
    try (MainProcess main = start("--help")) {
      assertThat(main.rest())
          .contains("--port N", "--host NAME", "--secret TEXT", "--transport NAME");
      assertThat(main.errors()).isEmpty();
      assertThat(main.status()).isZero();
    }
  }

  @Test
  void whenItIsToldToEndItSendsItsClientsAwayForAWhile() throws Exception {
    try (MainProcess main = start("--port", "0")) {
      String url = main.line().replaceAll(URL, "$1");
      SocketListener client = SocketListener.connect(url);
      client.awaitHello();
      main.terminate();
      assertThat(client.awaitClose()).isEqualTo(4002);
      assertThat(main.status()).isEqualTo(143); // 128 + SIGTERM
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jetty", "netty"})
  void clientsLeaveOneAfterTheOtherAndAreToldWhenToComeBack(String transport) throws Exception {
    try (MainProcess main = start("--port", "0", "--drain", "1", "--transport", transport)) {
      String url = main.line().replaceAll(URL, "$1");
      List<SocketListener> clients =
          List.of(SocketListener.connect(url), SocketListener.connect(url));
      for (SocketListener client : clients) {
        client.awaitHello();
      }
      main.terminate();
      for (SocketListener client : clients) {
        assertThat(client.awaitClose()).isEqualTo(4002);
        assertThat(client.reason()).isEqualTo("server is stopping; come back in 3000 ms");
      }
      assertThat(main.status()).isEqualTo(143);
    }
  }

  private MainProcess start(String... arguments) throws Exception {
    return MainProcess.start(folder, Map.of(), arguments);
  }

  private static int status(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
