package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.containers.Shouting.Heard;
import dev.rtcrooms.containers.Shouting.Shout;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.netty.NettyTransport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only our own server can do, on real sockets. */
class NettyServerTest {

  private static final String PAGE = "/room/" + UUID.randomUUID();
  private static final String TARGET = PAGE + "/websocket";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Rooms rooms =
      RtcRooms.builder()
          .feature(Chat::new)
          .feature(Shouting::new, Shout.TYPE, Heard.TYPE)
          .limits(
              Limits.builder()
                  .forLoadTests()
                  .outboxBytes(64 * 1024 * 1024)
                  .outboxAge(Duration.ofMinutes(1))
                  .build())
          .build();

  @AfterEach
  void close() {
    rooms.close();
  }

  private static HttpResponse<String> get(HttpClient http, String address) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(address)).header("Accept", "application/json").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static void assertTheyTalk(SocketClient ann, SocketClient bob) {
    ann.hello();
    bob.hello();
    ann.send(new Say("over the wire"));
    assertThat(bob.next(Said.class).text()).isEqualTo("over the wire");
    assertThat(ann.next(Said.class).text()).isEqualTo("over the wire");
  }

  @Test
  void pagesAndConnectionsGoOverTls(@TempDir Path folder) throws Exception {
    Certificate certificate = new Certificate(folder);
    HttpClient http = HttpClient.newBuilder().sslContext(certificate.forClient()).build();
    try (NettyTransport server =
        NettyTransport.builder(rooms)
            .host("localhost")
            .port(0)
            .tls(SslContextBuilder.forServer(certificate.forServer()).build())
            .start()) {
      String address = "localhost:" + server.port();

      assertThat(get(http, "https://" + address + PAGE).body()).contains("wss://" + address);
      URI socket = URI.create("wss://" + address + TARGET);
      assertTheyTalk(new SocketClient(http, socket), new SocketClient(http, socket));
    }
  }

  /** TLS holds back what it is given while the socket is full, so that must be felt too. */
  @Test
  void overTlsNothingIsLostWhenMuchIsSaid(@TempDir Path folder) throws Exception {
    Certificate certificate = new Certificate(folder);
    HttpClient http = HttpClient.newBuilder().sslContext(certificate.forClient()).build();
    try (NettyTransport server =
        NettyTransport.builder(rooms)
            .host("localhost")
            .port(0)
            .sendBuffer(8 * 1024)
            .tls(SslContextBuilder.forServer(certificate.forServer()).build())
            .start()) {
      URI address = URI.create("wss://localhost:" + server.port() + TARGET);
      SocketClient ann = new SocketClient(http, address);
      SocketClient bob = new SocketClient(http, address);
      ann.hello();
      bob.hello();
      String big = "x".repeat(60_000);
      for (int i = 0; i < 100; i++) {
        ann.send(new Shout(i + big));
      }

      for (int i = 0; i < 100; i++) {
        assertThat(bob.next(Heard.class).text()).startsWith(i + "x");
        assertThat(ann.next(Heard.class).text()).startsWith(i + "x");
      }
    }
  }

  /** All event loops of requests are held up, but frames have others. */
  @Test
  void requestsThatTakeLongDelayNoFrames() throws Exception {
    int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    CountDownLatch held = new CountDownLatch(loops);
    CountDownLatch released = new CountDownLatch(1);
    try (NettyTransport server =
        NettyTransport.builder(rooms)
            .host("localhost")
            .port(0)
            .principal(
                request -> {
                  if (request.uri().endsWith("?slow")) {
                    held.countDown();
                    awaitRelease(released);
                  }
                  return null;
                })
            .start()) {
      SocketClient ann = new SocketClient(server.port(), TARGET);
      SocketClient bob = new SocketClient(server.port(), TARGET);
      assertTheyTalk(ann, bob);
      HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      HttpRequest slow =
          HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + PAGE + "?slow"))
              .build();
      List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
      try {
        for (int i = 0; i < 4 * loops; i++) {
          answers.add(http.sendAsync(slow, HttpResponse.BodyHandlers.discarding()));
        }
        held.await();

        ann.send(new Say("meanwhile"));
        assertThat(bob.next(Said.class).text()).isEqualTo("meanwhile");
      } finally {
        released.countDown();
      }
      assertThat(answers).allMatch(answer -> answer.join().statusCode() == 200);
    }
  }

  private static void awaitRelease(CountDownLatch released) {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void eventLoopsThatWereLentAreUsedAndLeftAlone() throws Exception {
    EventLoopGroup lent = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    try (NettyTransport server =
        NettyTransport.builder(rooms).host("localhost").port(0).eventLoops(lent).start()) {
      assertTheyTalk(
          new SocketClient(server.port(), TARGET), new SocketClient(server.port(), TARGET));
    }
    assertThat(lent.isShuttingDown()).isFalse();
    assertThat(lent.submit(() -> "alive").get()).isEqualTo("alive");
    lent.shutdownGracefully().syncUninterruptibly();
  }

  @Test
  void roomsMayWorkOnTheEventLoops() {
    EventLoopGroup lent = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    Rooms onLoops =
        RtcRooms.builder().feature(Chat::new).executor(NettyTransport.executor(lent)).build();
    try (NettyTransport server =
        NettyTransport.builder(onLoops).host("localhost").port(0).eventLoops(lent).start()) {
      assertTheyTalk(
          new SocketClient(server.port(), TARGET), new SocketClient(server.port(), TARGET));
    }
    onLoops.close();
    lent.shutdownGracefully().syncUninterruptibly();
  }

  /** A host's own handler. */
  private static final class Greeting extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      context
          .writeAndFlush(
              new DefaultFullHttpResponse(
                  HttpVersion.HTTP_1_1,
                  HttpResponseStatus.OK,
                  Unpooled.copiedBuffer("the host's " + request.uri(), StandardCharsets.UTF_8)))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Test
  void roomsLiveInAHostsOwnPipeline() throws Exception {
    Supplier<ChannelHandler> handlers = NettyTransport.builder(rooms).handlers();
    List<Channel> opened = new ArrayList<>();
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Channel listening =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    opened.add(channel);
                    channel
                        .pipeline()
                        .addLast(new IdleStateHandler(0, 60, 0))
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(8192))
                        .addLast(handlers.get())
                        .addLast(new Greeting());
                  }
                })
            .bind("localhost", 0)
            .syncUninterruptibly()
            .channel();
    int port = ((InetSocketAddress) listening.localAddress()).getPort();
    HttpClient http = HttpClient.newHttpClient();

    assertThat(get(http, "http://localhost:" + port + PAGE).body()).contains("websocketAddress");
    assertThat(get(http, "http://localhost:" + port + "/x").body()).isEqualTo("the host's /x");
    SocketClient ann = new SocketClient(port, TARGET);
    assertTheyTalk(ann, new SocketClient(port, TARGET));
    assertThat(opened.get(opened.size() - 1).pipeline().toMap().values())
        .hasSize(2)
        .hasAtLeastOneElementOfType(IdleStateHandler.class);
    ann.close();
    assertThat(ann.closeCode()).isEqualTo(1000);
    group.shutdownGracefully().syncUninterruptibly();
  }

  @Test
  void whoIsThereWhenTheServerStopsIsToldToComeBackAndNothingIsLeft() throws Exception {
    NettyTransport server = NettyTransport.builder(rooms).host("localhost").port(0).start();
    SocketClient ann = new SocketClient(server.port(), TARGET);
    ann.hello();
    try (Socket idle = new Socket("localhost", server.port())) {
      server.close();

      assertThat(ann.closeCode()).isEqualTo(CloseReason.SHUTTING_DOWN.code());
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
    }
    assertThatThrownBy(() -> new Socket("localhost", server.port()).close())
        .isInstanceOf(ConnectException.class);
    await().atMost(PATIENCE).untilAsserted(NettyServerTest::assertNoThreads);
    server.close();
  }

  @Test
  void aPortThatIsTakenIsSaidSoAndLeavesNoThreads() {
    try (NettyTransport first = NettyTransport.builder(rooms).host("localhost").port(0).start()) {
      assertThatThrownBy(
              () -> NettyTransport.builder(rooms).host("localhost").port(first.port()).start())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("localhost")
          .hasCauseInstanceOf(IOException.class);
    }
    await().atMost(PATIENCE).untilAsserted(NettyServerTest::assertNoThreads);
  }

  private static void assertNoThreads() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("rtc-rooms-netty"));
  }

  @Test
  void eventLoopsOfUnknownKindNeedTheirSocketsNamed() {
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    assertThatThrownBy(() -> NettyTransport.builder(rooms).eventLoops(group))
        .isInstanceOf(IllegalArgumentException.class);
    group.shutdownGracefully().syncUninterruptibly();
  }
}
