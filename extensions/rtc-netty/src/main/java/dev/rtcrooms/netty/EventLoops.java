package dev.rtcrooms.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Event loops, and the kind of socket that goes with them; immutable.
 *
 * @param requests accept connections and answer HTTP requests
 * @param rooms have the connections that have become WebSockets; may be the same
 */
@SuppressWarnings("FutureReturnValueIgnored") // the futures of the groups are awaited
record EventLoops(
    EventLoopGroup requests, EventLoopGroup rooms, Class<? extends ServerSocketChannel> channel) {

  /** The transport's own event loops, with epoll where available. They keep the process alive. */
  static EventLoops own() {
    int processors = Runtime.getRuntime().availableProcessors();
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    return new EventLoops(
        group(Math.max(1, processors / 2), "rtc-rooms-netty-http", io),
        group(processors, "rtc-rooms-netty", io),
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
  }

  private static EventLoopGroup group(int count, String name, IoHandlerFactory io) {
    return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name, false), io);
  }

  /** Event loops for everything. */
  static EventLoops of(EventLoopGroup group, Class<? extends ServerSocketChannel> channel) {
    return new EventLoops(group, group, channel);
  }

  static EventLoops of(EventLoopGroup group) {
    if (group instanceof IoEventLoopGroup io && io.isIoType(NioIoHandler.class)) {
      return of(group, NioServerSocketChannel.class);
    }
    if (group instanceof IoEventLoopGroup io && io.isIoType(EpollIoHandler.class)) {
      return of(group, EpollServerSocketChannel.class);
    }
    throw new IllegalArgumentException(
        "Neither epoll nor NIO: name the kind of socket that goes with these event loops");
  }

  /** Ends them, and waits for it; not for an event loop. */
  void end(int graceSeconds) {
    requests.shutdownGracefully(0, graceSeconds, TimeUnit.SECONDS);
    rooms.shutdownGracefully(0, graceSeconds, TimeUnit.SECONDS);
    requests.terminationFuture().awaitUninterruptibly();
    rooms.terminationFuture().awaitUninterruptibly();
  }
}
