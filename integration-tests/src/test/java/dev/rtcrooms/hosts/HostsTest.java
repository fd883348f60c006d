package dev.rtcrooms.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Checkout;
import dev.rtcrooms.machine.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Starts programs that depend on a single module of the library, in Java processes of their own.
 * They are compiled on the module path, with a module description that requires that module only.
 */
class HostsTest {
  private static final int PATIENCE_SECONDS = 60;

  /** The programs. */
  enum Host {
    NETTY("netty-host", "dev.rtcrooms.examples.nettyhost", "NettyHost"),
    JETTY("jetty-host", "dev.rtcrooms.examples.jettyhost", "JettyHost");

    private final Path target;
    private final String module;
    private final String main;

    Host(String folder, String module, String main) {
      this.target = Checkout.ROOT.resolve("examples").resolve(folder).resolve("target");
      this.module = module;
      this.main = module + "." + main;
    }

    String path() throws IOException {
      return target.resolve("classes") + ":" + Files.readString(target.resolve("runtime-path"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aModularProgramServesRooms(Host host) throws Exception {
    servesRooms(List.of("--module-path", host.path(), "--module", host.module + "/" + host.main));
  }

  @ParameterizedTest
  @EnumSource
  void aClassPathProgramServesRooms(Host host) throws Exception {
    servesRooms(List.of("-cp", host.path(), host.main));
  }

  private static void servesRooms(List<String> program) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(program);
    command.add("0");
    try (ChildProcess process = new ChildProcess(ChildProcess.folder("host"), command)) {
      URI create = URI.create(process.awaitLine("http://"));
      HttpClient client = HttpClient.newHttpClient();
      HttpResponse<String> created =
          client.send(
              HttpRequest.newBuilder(create).POST(BodyPublishers.noBody()).build(),
              BodyHandlers.ofString());
      assertThat(created.statusCode()).as(created.body()).isEqualTo(303);
      URI room = create.resolve(created.headers().firstValue("Location").orElseThrow());
      assertThat(client.send(HttpRequest.newBuilder(room).build(), BodyHandlers.ofString()))
          .satisfies(page -> assertThat(page.statusCode()).as(page.body()).isEqualTo(200));
      assertThat(firstFrame(client, room)).contains("\"hello\"");
    }
  }

  private static String firstFrame(HttpClient client, URI room) throws Exception {
    CompletableFuture<String> frame = new CompletableFuture<>();
    StringBuilder text = new StringBuilder();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
              frame.complete(text.toString());
            }
            socket.request(1);
            return null;
          }

          @Override
          public void onError(WebSocket socket, Throwable error) {
            frame.completeExceptionally(error);
          }
        };
    URI address = URI.create(room.toString().replaceFirst("^http", "ws") + "/websocket");
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .subprotocols("rtc-rooms.v1")
            .buildAsync(address, listener)
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    try {
      return frame.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      socket.abort();
    }
  }
}
