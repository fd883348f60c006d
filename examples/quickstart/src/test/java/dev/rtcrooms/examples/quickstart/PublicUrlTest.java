package dev.rtcrooms.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.examples.quickstart.Options.Transport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Behind a proxy that sends its own name for this server as the Host header. */
class PublicUrlTest {

  @ParameterizedTest
  @EnumSource
  void pagesOfThePublicAddressConnectAndOthersAreToldThatTheyMayNot(Transport transport)
      throws Exception {
    List<String> arguments = List.of("--port", "0", "--public-url", "https://demo.example");
    Options options = CommandLine.parse(arguments, Map.of()).withTransport(transport);
    try (QuickstartServer server = Quickstart.start(options)) {
      assertThat(firstOf(server, "https://demo.example")).contains("\"hello\"");
      assertThat(firstOf(server, "http://demo.example")).isEqualTo("4504");
      assertThat(firstOf(server, "https://evil.example")).isEqualTo("4504");
    }
  }

  /** The first message, or the code of the close frame. */
  private static String firstOf(QuickstartServer server, String origin) throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            first.complete(data.toString());
            return null;
          }

          @Override
          public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            first.complete(Integer.toString(code));
            return null;
          }
        };
    URI address =
        URI.create("ws://localhost:" + server.port() + "/room/" + UUID.randomUUID() + "/websocket");
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Origin", origin)
            .buildAsync(address, listener)
            .get(30, TimeUnit.SECONDS);
    try {
      return first.get(30, TimeUnit.SECONDS);
    } finally {
      socket.abort();
    }
  }
}
