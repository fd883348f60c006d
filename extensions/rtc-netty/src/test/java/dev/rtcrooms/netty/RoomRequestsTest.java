package dev.rtcrooms.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.User;
import dev.rtcrooms.http.ExtraRoutes;
import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.testkit.TestRooms;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small HTTP server that the rooms' pages need, and no more. */
class RoomRequestsTest {

  private static final String HOST = "Host: app.example";

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .authenticator(
                  handshake ->
                      handshake.principal() == null
                          ? User.of("nobody")
                          : User.of(handshake.principal())));

  private static String get(String target, String... headers) {
    return request("GET", target, headers);
  }

  private static String request(String method, String target, String... headers) {
    return method + " " + target + " HTTP/1.1\r\n" + HOST + "\r\n" + Wire.lines(headers) + "\r\n";
  }

  private String page() {
    return "/room/" + TestRooms.id("lobby");
  }

  private static List<String> statuses(String answers) {
    return Pattern.compile("HTTP/1.1 (\\d+)")
        .matcher(answers)
        .results()
        .map(m -> m.group(1))
        .toList();
  }

  private String answer(String request) {
    Wire wire = Wire.to(rooms);
    wire.send(request);
    return wire.receivedText();
  }

  @Test
  void thePagesAreServedAndTheConnectionStays() {
    Wire wire = Wire.to(rooms);
    for (int i = 0; i < 3; i++) {
      wire.send(get(page(), "Accept: application/json"));

      assertThat(wire.receivedText())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("date: ")
          .endsWith("}")
          .contains("ws://app.example" + page() + "/websocket");
    }
    assertThat(wire.isOpen()).isTrue();
  }

  @Test
  void theBrowserClientIsServed() {
    assertThat(answer(get("/rtc-rooms/rtc-rooms.js")))
        .startsWith("HTTP/1.1 200 ")
        .contains("Content-Type: text/javascript");
  }

  @Test
  void theAnswerToHeadSaysTheLengthAndHasNoBody() {
    assertThat(answer(request("HEAD", page())))
        .startsWith("HTTP/1.1 200 ")
        .containsPattern("(?i)content-length: [1-9]")
        .endsWith("\r\n\r\n");
  }

  @Test
  void aFormsButtonCreatesARoom() {
    String answer = answer(request("POST", "/room/create", "Content-Length: 5") + "a=b&c");

    assertThat(answer)
        .startsWith("HTTP/1.1 303 ")
        .contains("http://app.example/room/")
        .containsPattern("(?i)content-length: 0");
  }

  @Test
  void aLargeBodyIsRefusedWhileItComes() {
    Wire wire = Wire.to(rooms);
    wire.send(request("POST", "/room/create", "Content-Length: 1000000"));
    wire.send("x".repeat(9_000));

    assertThat(wire.receivedText()).startsWith("HTTP/1.1 413 ").contains("connection: close");
    assertThat(wire.isOpen()).isFalse();
  }

  /** Takes up to five bytes. */
  private static final class Echo implements ExtraRoutes {
    @Override
    public List<String> paths() {
      return List.of("/echo");
    }

    @Override
    public List<String> methods(String path) {
      return path.equals("/echo") ? List.of("POST") : List.of();
    }

    @Override
    public int bodyBytes(String path) {
      return 5;
    }

    @Override
    public CompletionStage<RoomResponse> handle(RoomRequest request, String base) {
      String content = StandardCharsets.UTF_8.decode(request.body()).toString();
      return CompletableFuture.completedStage(RoomResponse.text(200, "text/plain", content));
    }

    @Override
    public String masked(String path) {
      return path;
    }
  }

  @Test
  void theRoutesSayThatABodyIsTooLong() {
    RoomRoutes routes =
        RoomRoutes.of(
            rooms.rooms(),
            options ->
                options
                    .add(new Echo())
                    .allowedHosts("app.example")
                    .allowedOrigins("https://friend.example"));
    String origin = "Origin: https://friend.example";
    Wire wire = Wire.to(rooms, NettyTransport.builder(routes));
    wire.send(request("POST", "/echo", "Content-Length: 5", origin) + "hello");
    assertThat(wire.receivedText()).startsWith("HTTP/1.1 200 ").endsWith("hello");

    wire.send(request("POST", "/echo", "Content-Length: 6", origin) + "hel");
    wire.send("lo!");
    assertThat(wire.receivedText())
        .startsWith("HTTP/1.1 413 ")
        .contains("Access-Control-Allow-Origin: https://friend.example")
        .contains("application/problem+json")
        .contains("\"code\":\"too-large\"");
    assertThat(wire.isOpen()).isTrue();
  }

  @Test
  void anEndlessBodyEndsTheConnection() {
    RoomRoutes routes =
        RoomRoutes.of(
            rooms.rooms(), options -> options.add(new Echo()).allowedHosts("app.example"));
    Wire wire = Wire.to(rooms, NettyTransport.builder(routes));
    wire.send(request("POST", "/echo", "Content-Length: 1000000"));
    wire.send("x".repeat(200_000));
    assertThat(wire.receivedText()).isEmpty();
    wire.send("x".repeat(100_000));
    assertThat(wire.receivedText()).startsWith("HTTP/1.1 413 ").contains("connection: close");
    assertThat(wire.isOpen()).isFalse();
  }

  @Test
  void whoWaitsToBeToldToSendABodyIsTold() {
    Wire wire = Wire.to(rooms);
    wire.send(request("POST", "/room/create", "Content-Length: 1", "Expect: 100-continue"));
    assertThat(statuses(wire.receivedText())).containsExactly("100");
    wire.send("x");

    assertThat(statuses(wire.receivedText())).containsExactly("303");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(statuses(answer(get("/elsewhere")))).containsExactly("404");
    assertThat(statuses(answer(get("/room/nonsense")))).containsExactly("400");
    assertThat(statuses(answer(request("PUT", page())))).containsExactly("405");
  }

  @Test
  void theConnectionEndsIfTheClientSaysSo() {
    Wire wire = Wire.to(rooms);
    wire.send(get(page(), "Connection: close"));
    assertThat(wire.receivedText()).contains("connection: close");
    assertThat(wire.isOpen()).isFalse();

    Wire old = Wire.to(rooms);
    old.send("GET " + page() + " HTTP/1.0\r\n" + HOST + "\r\n\r\n");
    assertThat(statuses(old.receivedText())).containsExactly("200");
    assertThat(old.isOpen()).isFalse();
  }

  @Test
  void manyRequestsAtOnceAreAnsweredInTheirOrder() {
    Wire wire = Wire.to(rooms);
    String paths = "";
    for (int i = 0; i < 30; i++) {
      paths += get(page()) + get("/elsewhere") + get("/rtc-rooms/rtc-rooms.js");
    }
    wire.send(paths);
    wire.settle();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      expected.addAll(List.of("200", "404", "200"));
    }

    assertThat(statuses(wire.receivedText())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
      })
  void whatIsNoRequestIsRefused(String nonsense) {
    Wire wire = Wire.to(rooms);
    wire.send(nonsense);

    assertThat(statuses(wire.receivedText())).containsExactly("400");
    assertThat(wire.isOpen()).isFalse();
  }

  @Test
  void headersHaveABound() {
    assertThat(statuses(answer(get("/" + "x".repeat(9_000))))).containsExactly("414");
    assertThat(statuses(answer(get("/", "X: " + "x".repeat(40_000))))).containsExactly("431");
  }

  @Test
  void whoSendsNoRequestInTimeIsLetGo() {
    Wire wire = Wire.to(rooms);
    wire.send(get(page()));
    wire.send("GET / HT");
    wire.advanceTimeBy(29, TimeUnit.SECONDS);
    wire.runScheduledPendingTasks();
    assertThat(wire.isOpen()).isTrue();
    wire.advanceTimeBy(2, TimeUnit.SECONDS);
    wire.runScheduledPendingTasks();

    assertThat(wire.isOpen()).isFalse();
  }

  /** A byte each nine seconds is no pause, but the whole request does not come in time. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: app.example\r\nX: ",
        "POST /room/create HTTP/1.1\r\nHost: app.example\r\nContent-Length: 100\r\n\r\n",
        "GET /room/x/websocket HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: ",
      })
  void bytesThatTrickleDoNotKeepTheConnection(String beginning) {
    Wire wire = Wire.to(rooms);
    wire.send(beginning);
    for (int i = 0; i < 3; i++) {
      wire.pass(9);
      wire.send("x");
    }
    assertThat(wire.isOpen()).isTrue();
    wire.pass(3);

    assertThat(wire.isOpen()).isFalse();
  }

  @Test
  void theDeadlineEndsWithTheHandshake() {
    Wire wire = Wire.upgraded(rooms, NettyTransport.builder(rooms.rooms()), "lobby");
    wire.advanceTimeBy(31, TimeUnit.SECONDS);
    wire.runScheduledPendingTasks();

    assertThat(wire.isOpen()).isTrue();
  }

  @Test
  void thePrincipalIsWhoTheHostSays() {
    NettyTransport.Builder builder =
        NettyTransport.builder(rooms.rooms())
            .principal(
                request -> {
                  String user = request.headers().get("X-User");
                  return user == null ? null : () -> user;
                });
    Wire wire = Wire.upgraded(rooms, builder, "lobby", "X-User: ann");

    assertThat(wire.receivedText()).contains("\"user\":\"ann\"");
  }

  @Test
  void aHostsMistakeInItEndsTheConnectionOnly() {
    Wire wire =
        Wire.to(
            rooms,
            NettyTransport.builder(rooms.rooms())
                .principal(
                    request -> {
                      throw new IllegalStateException("a mistake");
                    }));
    wire.send(get(page()));

    assertThat(statuses(wire.receivedText())).containsExactly("500");
    assertThat(wire.isOpen()).isFalse();
  }

  @Test
  void withoutPagesOnlyConnectionsAreAnswered() {
    Wire wire = Wire.to(rooms, NettyTransport.builder(rooms.rooms()).connectionsOnly());
    wire.send(get(page()));
    wire.send(get(page() + "/websocket"));
    wire.send(Wire.upgrade(page() + "/websocket"));

    assertThat(statuses(wire.receivedText())).containsExactly("404", "426", "101");
  }

  @Test
  void allAddressesMayStandBelowAPath() {
    NettyTransport.Builder builder =
        NettyTransport.builder(
            RoomRoutes.of(rooms.rooms(), options -> options.path("/live/rooms")));
    Wire wire = Wire.to(rooms, builder);
    wire.send(get(page()));
    wire.send(get("/live/rooms" + page(), "Accept: application/json"));
    wire.send(Wire.upgrade("/live/rooms" + page() + "/websocket"));

    String answers = wire.receivedText();
    assertThat(statuses(answers)).containsExactly("404", "200", "101");
    assertThat(answers).contains("ws://app.example/live/rooms" + page() + "/websocket");
  }

  /** A handler of the host's own, which answers when the test tells it to. */
  private static final class Host extends SimpleChannelInboundHandler<Object> {
    private ChannelHandlerContext context;
    private String asked = "";
    private long body;

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
      this.context = context;
      if (message instanceof HttpRequest request) {
        asked += request.uri() + " ";
      }
      if (message instanceof io.netty.handler.codec.http.HttpContent content) {
        body += content.content().readableBytes();
      }
      if (message instanceof LastHttpContent) {
        asked += "whole ";
      }
    }

    void answer(HttpResponseStatus status) {
      DefaultFullHttpResponse response =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
      context.writeAndFlush(response, context.voidPromise());
    }
  }

  @Test
  void otherRequestsAreTheHostsAndAllAnswersKeepTheirOrder() {
    Host host = new Host();
    Wire wire =
        Wire.to(
            rooms,
            NettyTransport.builder(rooms.rooms()).others(pipeline -> pipeline.addLast(host)));
    wire.send(
        request("POST", "/upload", "Content-Length: 100000")
            + "x".repeat(100_000)
            + get(page())
            + get("/other"));
    assertThat(host.asked).isEqualTo("/upload whole ");
    assertThat(host.body).isEqualTo(100_000);
    assertThat(wire.receivedText()).isEmpty();
    host.answer(HttpResponseStatus.CREATED);
    wire.settle();

    assertThat(host.asked).isEqualTo("/upload whole /other whole ");
    assertThat(statuses(wire.receivedText())).containsExactly("201", "200");
  }

  @Test
  void theTransportStopsAfterTheAnswerThatIsOnItsWay() {
    Host host = new Host();
    Wire wire =
        Wire.to(
            rooms,
            NettyTransport.builder(rooms.rooms()).others(pipeline -> pipeline.addLast(host)));
    wire.send(get("/slow"));
    wire.pipeline().fireUserEventTriggered(Stopping.NOW);
    assertThat(wire.isOpen()).isTrue();
    host.answer(HttpResponseStatus.OK);
    wire.settle();

    assertThat(wire.isOpen()).isFalse();
    assertThat(statuses(wire.receivedText())).containsExactly("200");
  }

  @Test
  void idleConnectionsEndWithTheTransport() {
    Wire wire = Wire.to(rooms);
    wire.pipeline().fireUserEventTriggered(Stopping.NOW);

    assertThat(wire.isOpen()).isFalse();
  }

  @Test
  void anAbsoluteTargetIsUnderstood() {
    assertThat(statuses(answer(get("http://app.example" + page())))).containsExactly("200");
    assertThat(statuses(answer(get("http://app.example")))).containsExactly("404");
  }

  @Test
  void theHostOfAnAbsoluteTargetCountsInPlaceOfTheHeader() {
    assertThat(answer(get("http://other.example:81" + page(), "Accept: application/json")))
        .contains("http://other.example:81" + page());
  }

  @Test
  void aRequestNamesItsHostOnce() {
    String host = "Host: app.example\r\n";
    String good = get(page());
    assertThat(good).contains(host);

    for (String bad :
        List.of("", host + host, host + "Host: b.example\r\n", "Host: \r\n", "Host: a b\r\n")) {
      assertThat(statuses(answer(good.replace(host, bad)))).as(bad).containsExactly("400");
    }
    assertThat(statuses(answer(get("http://a@b" + page())))).containsExactly("400");
  }
}
