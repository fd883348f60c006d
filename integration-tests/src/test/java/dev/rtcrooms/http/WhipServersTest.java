package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.netty.NettyTransport;
import dev.rtcrooms.servlet.RoomServlet;
import dev.rtcrooms.sfu.Sfu;
import dev.rtcrooms.sfu.WhipRoutes;
import dev.rtcrooms.signaling.Streams;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** WHIP over real sockets, on each server that serves the rooms' pages. */
class WhipServersTest {

  private static final String SDP = "application/sdp";
  private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Sfu sfu = start();
  private final Rooms rooms =
      RtcRooms.builder().feature(Streams.sfu(IceServers.none(), sfu)).build();
  private final UUID room = UUID.randomUUID();
  private AutoCloseable server;
  private URI base;

  /** Where the routes are served. */
  enum Kind {
    JETTY,
    TOMCAT,
    NETTY
  }

  private static Sfu start() {
    try {
      return Sfu.builder().build();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void start(Kind kind) {
    RoomRoutes routes =
        RoomRoutes.of(rooms, options -> options.add(WhipRoutes.of(rooms, sfu).withWhep()));
    if (kind == Kind.NETTY) {
      NettyTransport netty = NettyTransport.builder(routes).host("127.0.0.1").port(0).start();
      server = netty;
      base = URI.create("http://127.0.0.1:" + netty.port());
    } else {
      WebServer.Kind container = kind == Kind.JETTY ? WebServer.Kind.JETTY : WebServer.Kind.TOMCAT;
      WebServer web =
          container.start(
              "",
              servlets -> {
                ServletRegistration.Dynamic servlet =
                    servlets.addServlet("rooms", new RoomServlet(routes));
                servlet.addMapping("/room/*", "/whip/*", "/whep/*");
                servlet.setAsyncSupported(true);
              });
      server = web;
      base = web.address("");
    }
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    rooms.close();
    sfu.close();
  }

  private HttpResponse<String> ask(String method, URI address, String content, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).method(method, BodyPublishers.ofString(content));
    return CLIENT.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  private URI endpoint() {
    return base.resolve("/whip/" + room + "?name=Studio");
  }

  private static String offer() {
    return String.join(
        "\r\n",
        "v=0",
        "o=- 1 2 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "a=group:BUNDLE 0",
        "m=video 9 UDP/TLS/RTP/SAVPF 96",
        "c=IN IP4 0.0.0.0",
        "a=mid:0",
        "a=sendonly",
        "a=ice-ufrag:abcd",
        "a=ice-pwd:qVb0Zk7TtJ3yWm9RcLd5XsHu",
        "a=fingerprint:sha-256 00" + ":00".repeat(31),
        "a=setup:actpass",
        "a=rtcp-mux",
        "a=rtpmap:96 VP8/90000",
        "");
  }

  @ParameterizedTest
  @EnumSource
  void aPublisherComesRestartsAndLeaves(Kind kind) throws Exception {
    start(kind);
    HttpResponse<String> options = ask("OPTIONS", endpoint(), "");
    assertThat(options.statusCode()).isEqualTo(200);
    assertThat(options.headers().firstValue("Accept-Post")).contains(SDP);

    HttpResponse<String> created = ask("POST", endpoint(), offer(), "Content-Type", SDP);
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Content-Type")).contains(SDP);
    assertThat(created.body()).contains("a=candidate:").contains("m=video 9 ");
    URI session = URI.create(created.headers().firstValue("Location").orElseThrow());
    assertThat(session.toString()).startsWith(base + "/whip/" + room + "/");
    assertThat(rooms.find(room)).isPresent();

    String fragment = "a=ice-ufrag:efgh\r\na=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\r\n";
    HttpResponse<String> restarted =
        ask("PATCH", session, fragment, "Content-Type", FRAGMENT, "If-Match", "*");
    assertThat(restarted.statusCode()).isEqualTo(200);
    assertThat(restarted.headers().firstValue("ETag")).isNotEmpty();
    assertThat(restarted.body()).contains("a=ice-ufrag:");
    assertThat(ask("PATCH", session, "", "Content-Type", FRAGMENT).statusCode()).isEqualTo(428);

    HttpResponse<String> ended = ask("DELETE", session, "");
    assertThat(ended.statusCode()).isEqualTo(200);
    assertThat(ask("DELETE", session, "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  void aBodyIsReadUpToTheLimit(Kind kind) throws Exception {
    start(kind);
    String comment = "a=x:" + "x".repeat(1000) + "\r\n";
    String long60 = offer() + comment.repeat(40);
    assertThat(ask("POST", endpoint(), long60, "Content-Type", SDP).statusCode()).isEqualTo(201);
    String tooLong = offer() + comment.repeat(200);
    HttpResponse<String> refused = ask("POST", endpoint(), tooLong, "Content-Type", SDP);
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("\"code\":\"too-large\"");
  }

  @ParameterizedTest
  @EnumSource
  void aBodyInChunksIsReadWhole(Kind kind) throws Exception {
    start(kind);
    try (Socket socket = new Socket("127.0.0.1", base.getPort())) {
      StringBuilder request = new StringBuilder();
      request.append("POST ").append(endpoint().getRawPath()).append(" HTTP/1.1\r\n");
      request.append("Host: 127.0.0.1:").append(base.getPort()).append("\r\n");
      request.append("Content-Type: application/sdp\r\nConnection: close\r\n");
      request.append("Transfer-Encoding: chunked\r\n\r\n");
      for (String line : offer().split("(?<=\n)")) {
        request.append(Integer.toHexString(line.length())).append("\r\n");
        request.append(line).append("\r\n");
      }
      request.append("0\r\n\r\n");
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String response = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(response).startsWith("HTTP/1.1 201");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPlayerIsToldThatThereIsNothing(Kind kind) throws Exception {
    start(kind);
    String stream = rooms.getOrCreate(room).streamId();
    URI endpoint = base.resolve("/whep/" + stream);
    HttpResponse<String> none =
        ask("POST", endpoint, offer().replace("sendonly", "recvonly"), "Content-Type", SDP);
    assertThat(none.statusCode()).isEqualTo(409);
    assertThat(none.headers().firstValue("Retry-After")).isPresent();
    assertThat(ask("HEAD", endpoint, "").headers().firstValue("Content-Type")).contains(SDP);

    assertThat(ask("POST", endpoint(), offer(), "Content-Type", SDP).statusCode()).isEqualTo(201);
    HttpResponse<String> playing =
        ask("POST", endpoint, offer().replace("sendonly", "recvonly"), "Content-Type", SDP);
    assertThat(playing.statusCode()).isEqualTo(201);
    assertThat(playing.body()).contains("a=sendonly").contains("a=ssrc:");
    assertThat(playing.headers().map() + playing.body()).doesNotContain(room.toString());
  }
}
