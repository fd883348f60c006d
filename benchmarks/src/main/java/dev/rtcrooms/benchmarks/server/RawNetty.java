package dev.rtcrooms.benchmarks.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The least that a Netty server can do: one event loop, no protocol, each message made into a frame
 * once and given to all of its room.
 */
final class RawNetty {

  private static final int REQUEST_BYTES = 8192;

  private RawNetty() {}

  static Started start(RawNettyRoom.Flush flush) throws InterruptedException {
    return start(flush, false, null);
  }

  /** Says to each who comes how many members its room has. */
  static Started greeting(@Nullable SelfSigned certificate)
      throws InterruptedException, GeneralSecurityException, IOException {
    return start(
        RawNettyRoom.Flush.EACH, true, certificate == null ? null : certificate.forNetty());
  }

  private static Started start(RawNettyRoom.Flush flush, boolean greets, @Nullable SslContext tls)
      throws InterruptedException {
    boolean epoll = Epoll.isAvailable();
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    Map<String, RawNettyRoom> rooms = new HashMap<>(); // for the event loop alone
    Channel listening =
        new ServerBootstrap()
            .group(loop)
            .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, Loopback.BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (tls != null) {
                      channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                    }
                    channel
                        .pipeline()
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(REQUEST_BYTES))
                        .addLast(new RawNettyUpgrade(rooms, flush, greets));
                  }
                })
            .bind(Loopback.HOST, 0)
            .sync()
            .channel();
    return new Started(
        ((InetSocketAddress) listening.localAddress()).getPort(),
        () -> loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly());
  }
}
