package dev.rtcrooms.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Checkout;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.Needed;
import dev.rtcrooms.machine.Program;
import dev.rtcrooms.machine.Sockets;
import dev.rtcrooms.netty.NettyTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rooms behind the proxies of docs/operations.md, with the page's own configurations. */
@Tag("one-jdk")
class ProxiesTest {

  private static final Path GUIDE = Checkout.ROOT.resolve("docs/operations.md");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final UUID room = UUID.randomUUID();
  private int port;
  private Rooms rooms;
  private NettyTransport server;

  @BeforeEach
  void start() {
    port = Sockets.freePort(); // the proxy listens there later
    rooms = RtcRooms.builder().feature(Chat::new).build();
    RoomRoutes routes =
        RoomRoutes.of(rooms, options -> options.publicUrl(URI.create("http://localhost:" + port)));
    server = NettyTransport.builder(routes).host("127.0.0.1").port(0).start();
  }

  @AfterEach
  void stop() {
    rooms.close();
    server.close();
  }

  @Test
  void behindNginx() throws Exception {
    Path nginx = Needed.orSkip(program("nginx"), "nginx, on the PATH");
    Path folder = ChildProcess.folder("nginx");
    String own = // what a distribution has in nginx.conf
        """
        daemon off;
        pid FOLDER/pid;
        error_log FOLDER/error.log;
        events {}
        http {
        client_body_temp_path FOLDER/body;
        proxy_temp_path FOLDER/proxy;
        fastcgi_temp_path FOLDER/fastcgi;
        uwsgi_temp_path FOLDER/uwsgi;
        scgi_temp_path FOLDER/scgi;
        """;
    String configuration =
        (own + block("nginx") + "}\n")
            .replace("FOLDER", folder.toString())
            .replace("/var/log/nginx", folder.toString())
            .replace("listen 80;", "listen 127.0.0.1:" + port + ";")
            .replace("127.0.0.1:8080", "127.0.0.1:" + server.port());
    Path file = Files.writeString(folder.resolve("nginx.conf"), configuration);
    List<String> command =
        List.of(nginx.toString(), "-c", file.toString(), "-p", folder.toString());
    try (ChildProcess proxy = new ChildProcess(folder, command)) {
      peopleMeet();
      String log = Files.readString(folder.resolve("rooms.log"));
      assertThat(log).contains("\"GET\" 200").doesNotContain(room.toString());

      server.close();
      HttpRequest request = HttpRequest.newBuilder(link()).build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
          .isEqualTo(502);
      for (String each : List.of("rooms.log", "rooms-errors.log", "error.log")) {
        assertThat(folder.resolve(each)).content().doesNotContain(room.toString());
      }
    }
  }

  @Test
  void behindHaproxy() throws Exception {
    Path haproxy = Needed.orSkip(program("haproxy"), "HAProxy, on the PATH");
    Path folder = ChildProcess.folder("haproxy");
    String configuration =
        block("haproxy")
            .replace("bind :80\n", "bind 127.0.0.1:" + port + "\n")
            .replace("127.0.0.1:8080", "127.0.0.1:" + server.port());
    Path file = Files.writeString(folder.resolve("haproxy.cfg"), configuration);
    List<String> command = List.of(haproxy.toString(), "-f", file.toString());
    try (ChildProcess proxy = new ChildProcess(folder, command)) {
      peopleMeet();
    }
  }

  /** Debian has them where only administrators look. */
  private static Optional<Path> program(String name) {
    return Program.find(name)
        .or(() -> Optional.of(Path.of("/usr/sbin", name)).filter(Files::isExecutable));
  }

  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(Files.readString(GUIDE));
    assertThat(block.find()).as(language).isTrue();
    return block.group(1);
  }

  private void peopleMeet() throws Exception {
    Awaitility.await().atMost(PATIENCE).until(this::listens);
    URI link = link();
    HttpRequest request = HttpRequest.newBuilder(link).header("Accept", "application/json").build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
        .contains("\"roomLink\":\"" + link + "\"")
        .contains("\"ws://localhost:" + port + "/room/" + room + "/websocket\"");

    try (RoomClient ann = RoomClient.builder(link).header("Origin", origin(link)).build();
        RoomClient bob = RoomClient.builder(link).build()) {
      ann.connect().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      bob.connect().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(bob.say("Hello").get(PATIENCE.toSeconds(), TimeUnit.SECONDS).recorded())
          .isPresent();
    }
  }

  private URI link() {
    return URI.create("http://localhost:" + port + "/room/" + room);
  }

  /** As a page has it that the proxy serves. */
  private static String origin(URI link) {
    return link.getScheme() + "://" + link.getAuthority();
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
