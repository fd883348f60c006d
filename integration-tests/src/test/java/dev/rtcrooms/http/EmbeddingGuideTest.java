package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.netty.NettyTransport;
import io.undertow.Undertow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of the guides for hosts and for transports compile, and the servers serve. */
class EmbeddingGuideTest {
  @TempDir private static Path classes;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Rooms rooms = RtcRooms.builder().build();

  @BeforeAll
  static void everySnippetCompiles() throws Exception {
    GuideSnippets.of("embedding.md", "operations.md", "writing-a-transport.md").compileTo(classes);
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void itRunsOnJetty() throws Exception {
    Server server = (Server) start("OnJetty");
    try {
      int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
      assertPages(port);
      assertWebSockets(port);
    } finally {
      server.stop();
    }
  }

  @Test
  void itRunsOnTomcat() throws Exception {
    Tomcat tomcat = (Tomcat) start("OnTomcat");
    try {
      assertPages(tomcat.getConnector().getLocalPort());
      assertWebSockets(tomcat.getConnector().getLocalPort());
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  @Test
  void itRunsOnUndertow() throws Exception {
    Undertow undertow = (Undertow) start("OnUndertow");
    try {
      var address = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
      assertPages(address.getPort());
      assertWebSockets(address.getPort());
    } finally {
      undertow.stop();
    }
  }

  @Test
  void itRunsOnNetty() throws Exception {
    try (NettyTransport server = (NettyTransport) start("OnNetty")) {
      assertPages(server.port());
      assertWebSockets(server.port());
    }
  }

  @Test
  void itRunsOnTheJdksOwnServer() throws Exception {
    HttpServer server = (HttpServer) start("OnTheJdk");
    try {
      assertPages(server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }

  private Object start(String name) throws Exception {
    Method start =
        GuideSnippets.load(classes, name).getDeclaredMethod("start", Rooms.class, int.class);
    start.setAccessible(true);
    try {
      return start.invoke(null, rooms, 0);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private void assertPages(int port) throws Exception {
    HttpResponse<String> created = get(port, "/room/create");
    assertThat(created.statusCode()).isEqualTo(303);
    String link = created.headers().firstValue("Location").orElseThrow();
    HttpResponse<String> page = get(port, URI.create(link).getPath());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains(link);
    assertThat(get(port, "/rtc-rooms/rtc-rooms.js").body()).contains("RoomClient");
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    URI address = URI.create("http://localhost:" + port + path);
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  /** The upgrade wins, though a servlet is mapped to the same address. */
  private void assertWebSockets(int port) throws Exception {
    String path = "/room/" + rooms.create().id() + "/websocket";
    assertThat(get(port, path).statusCode()).isEqualTo(426);

    CompletableFuture<String> first = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            first.complete(data.toString());
            return null;
          }
        };
    WebSocket socket =
        http.newWebSocketBuilder()
            .subprotocols("rtc-rooms.v1")
            .buildAsync(URI.create("ws://localhost:" + port + path), listener)
            .get(1, TimeUnit.MINUTES);
    assertThat(first.get(1, TimeUnit.MINUTES)).contains("\"type\":\"hello\"");
    socket.abort();
  }
}
