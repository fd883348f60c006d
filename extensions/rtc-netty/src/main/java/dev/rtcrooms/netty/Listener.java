package dev.rtcrooms.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Opens the port of the transport's own server; any thread. */
final class Listener {

  private static final int BACKLOG = 4096;

  /**
   * The size of reads. Most frames of clients are short, and long ones are read in pieces. An
   * adaptive size would need 100 bytes of bookkeeping for each connection.
   */
  private static final int READ_BYTES = 4 * 1024;

  private Listener() {}

  /**
   * Starts a server.
   *
   * @param own the loops if they end with the server; null if they are the host's
   */
  static NettyTransport start(
      InetSocketAddress address,
      int sendBuffer,
      EventLoops loops,
      @Nullable EventLoops own,
      OwnPipeline pipeline) {
    ChannelFuture bound = bootstrap(loops, sendBuffer, pipeline).bind(address);
    if (!bound.awaitUninterruptibly().isSuccess()) {
      if (own != null) {
        own.end(0);
      }
      throw new IllegalStateException("Cannot listen at " + address, bound.cause());
    }
    return new NettyTransport(bound.channel(), pipeline.connections(), own);
  }

  private static ServerBootstrap bootstrap(EventLoops loops, int sendBuffer, OwnPipeline pipeline) {
    return new ServerBootstrap()
        .group(loops.requests())
        .channel(loops.channel())
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_SNDBUF, sendBuffer)
        .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
        .childHandler(pipeline);
  }
}
