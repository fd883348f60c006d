package dev.rtcrooms.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.testkit.TestRooms;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that send and do not read. */
class UnreadAnswersTest {

  private static final String ASSET =
      "GET /rtc-rooms/connection.js HTTP/1.1\r\nHost: app.example\r\n\r\n";

  @RegisterExtension final TestRooms rooms = TestRooms.with(RtcRooms.builder());

  private static String upgrade() {
    return Wire.upgrade("/room/" + TestRooms.id("lobby") + "/websocket");
  }

  /** A client that has asked for more than the server may keep for it. */
  private Wire stalled() {
    Wire wire = Wire.to(rooms);
    wire.stall(true);
    wire.send(ASSET.repeat(60) + upgrade());
    return wire;
  }

  @Test
  void requestsWaitForTheClientToRead() {
    Wire wire = Wire.to(rooms);
    wire.send(ASSET);
    int length = wire.received().readableBytes();
    wire = stalled();
    assertThat(wire.unwritten()).isBetween(64L * 1024, 64L * 1024 + length + 1024);
    assertThat(wire.config().isAutoRead()).isFalse();

    wire.stall(false);
    String all = wire.receivedText();
    assertThat(all.split("HTTP/1.1 200 ", -1)).hasSize(61);
    assertThat(all.substring(all.lastIndexOf("HTTP/1.1 "))).contains(" 101 ", "\"hello\"");
    assertThat(wire.config().isAutoRead()).isTrue();
  }

  @Test
  void requestsThatWaitDoNotKeepTheConnection() {
    Wire wire = stalled();
    wire.pass(29);
    assertThat(wire.isOpen()).isTrue();
    wire.pass(2);
    assertThat(wire.isOpen()).isFalse();
  }

  /** Answers when the test tells it to, and flushes nothing before all there is has been read. */
  private static final class Host extends ChannelInboundHandlerAdapter {
    private int asked;
    private ChannelHandlerContext context;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      this.context = context;
      if (message instanceof LastHttpContent && asked++ > 0) {
        answer(100);
      }
      ReferenceCountUtil.release(message);
    }

    void answer(int bytes) {
      DefaultFullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(new byte[bytes]));
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes);
      context.write(response, context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }

  @Test
  void aHostThatFlushesAtTheEndOfAReadIsToldOfIt() {
    Host host = new Host();
    Wire wire =
        Wire.to(
            rooms,
            NettyTransport.builder(rooms.rooms()).others(pipeline -> pipeline.addLast(host)));
    wire.stall(true);
    String get = "GET /theirs HTTP/1.1\r\nHost: app.example\r\n\r\n";
    wire.send(get);
    host.answer(100_000);
    wire.send(get);
    assertThat(host.asked).isEqualTo(1);

    wire.stall(false);
    assertThat(host.asked).isEqualTo(2);
    assertThat(wire.unwritten()).isZero();
  }

  @Test
  void aResponseThatTakesLongEndsNoRequestThatHasComeMeanwhile() {
    Host host = new Host();
    Wire wire =
        Wire.to(
            rooms,
            NettyTransport.builder(rooms.rooms()).others(pipeline -> pipeline.addLast(host)));
    String get = "GET /theirs HTTP/1.1\r\nHost: app.example\r\n\r\n";
    wire.send(get + get);
    host.asked = -1; // the second is not answered either
    host.answer(1);
    assertThat(host.asked).isZero();
    wire.pass(31);

    assertThat(wire.isOpen()).isTrue();
  }

  @Test
  void nothingIsReadWhileTheAnswerToTheHandshakeWaitsAndNotForEver() {
    EventLoops loops = EventLoops.of(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()));
    Host host = new Host();
    Wire direct = Wire.moving(rooms, NettyTransport.builder(rooms.rooms()), loops);
    direct.stall(true);
    direct.send(upgrade());
    Wire queued =
        Wire.moving(
            rooms,
            NettyTransport.builder(rooms.rooms()).others(pipeline -> pipeline.addLast(host)),
            loops);
    queued.stall(true);
    queued.send("GET /theirs HTTP/1.1\r\nHost: app.example\r\n\r\n" + upgrade());
    host.answer(1);

    for (Wire wire : List.of(direct, queued)) {
      assertThat(wire.pipeline().get(HeldInput.class)).isNotNull();
      assertThat(wire.config().isAutoRead()).isFalse();
      wire.pass(29);
      assertThat(wire.isOpen()).isTrue();
      wire.pass(2);
      assertThat(wire.isOpen()).isFalse();
    }
    loops.end(0);
  }
}
