package dev.rtcrooms.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeldInputTest {

  @Test
  void inputHasABound() {
    EmbeddedChannel channel = new EmbeddedChannel(new HeldInput());
    channel.writeInbound(Unpooled.buffer().writeZero(256 * 1024));
    assertThat(channel.isOpen()).isTrue();
    channel.writeInbound(Unpooled.buffer().writeZero(1));

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aFailureEndsTheConnection() {
    EmbeddedChannel channel = new EmbeddedChannel(new HeldInput());
    channel.pipeline().fireExceptionCaught(new IOException("a failure"));
    channel.checkException();

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void noMoreIsReadThanTheChannelReadsByItself() {
    AtomicInteger reads = new AtomicInteger();
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new ChannelOutboundHandlerAdapter() {
              @Override
              public void read(ChannelHandlerContext context) throws Exception {
                reads.incrementAndGet();
                super.read(context);
              }
            },
            new HeldInput());
    channel.config().setAutoRead(false);
    reads.set(0);
    channel.writeInbound(Unpooled.buffer().writeZero(10));

    assertThat(reads).hasValue(0);
    channel.finishAndReleaseAll();
  }

  /** Ends a connection that has left its event loop and has no other yet. */
  private static final class Between extends MultiThreadIoEventLoopGroup {
    Between() {
      super(1, NioIoHandler.newFactory());
    }

    @Override
    public ChannelFuture register(Channel channel) {
      channel.close();
      return super.register(channel);
    }
  }

  /** Ends a connection as soon as it has another event loop. */
  private static final class Arrived extends MultiThreadIoEventLoopGroup {
    Arrived() {
      super(1, NioIoHandler.newFactory());
    }

    @Override
    public ChannelFuture register(Channel channel) {
      ChannelFuture arrived = super.register(channel).syncUninterruptibly();
      channel.close().syncUninterruptibly();
      return arrived;
    }
  }

  /** Moves its connection when the first bytes have come; knows what is left at the end. */
  private static final class Moving extends ChannelInboundHandlerAdapter {
    private final HeldInput held = new HeldInput();
    private final CompletableFuture<Integer> references = new CompletableFuture<>();
    private final CompletableFuture<Void> inactive = new CompletableFuture<>();
    private final AtomicBoolean entered = new AtomicBoolean();
    private final EventLoopGroup group;
    private ByteBuf input = Unpooled.EMPTY_BUFFER;

    Moving(EventLoopGroup group) {
      this.group = group;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      input = (ByteBuf) message;
      context.fireChannelRead(message);
      held.moveAfter(context.newSucceededFuture(), group, () -> entered.set(true));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      inactive.complete(null);
      context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
      references.complete(input.refCnt());
    }
  }

  @Test
  void aConnectionThatEndsBetweenTwoEventLoopsLeavesNothing() throws Exception {
    endsOn(new Between());
  }

  @Test
  void aConnectionThatEndsAsSoonAsItArrivesDoesNotEnter() throws Exception {
    endsOn(new Arrived());
  }

  private static void endsOn(EventLoopGroup second) throws Exception {
    EventLoopGroup first = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Moving moving = new Moving(second);
    Channel listening =
        new ServerBootstrap()
            .group(first)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(moving, moving.held);
                  }
                })
            .bind("localhost", 0)
            .syncUninterruptibly()
            .channel();
    try (Socket client =
        new Socket("localhost", ((InetSocketAddress) listening.localAddress()).getPort())) {
      client.getOutputStream().write(1);

      moving.inactive.get(1, TimeUnit.MINUTES);
      assertThat(moving.references.get(1, TimeUnit.MINUTES)).isZero();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      first.submit(() -> {}).syncUninterruptibly(); // it has moved the connection
      second.submit(() -> {}).syncUninterruptibly(); // it knows of the arrival
      assertThat(moving.entered).isFalse();
    } finally {
      first.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
      second.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }
}
