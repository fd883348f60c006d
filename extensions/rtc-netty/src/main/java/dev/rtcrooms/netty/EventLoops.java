package dev.rtcrooms.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ThreadFactory;

/** Event loops, and the kind of socket that goes with them; immutable. */
record EventLoops(EventLoopGroup group, Class<? extends ServerSocketChannel> channel) {

  /** The transport's own event loops, with epoll where available. They keep the process alive. */
  static EventLoops own() {
    ThreadFactory threads = new DefaultThreadFactory("rtc-rooms-netty", false);
    int count = Runtime.getRuntime().availableProcessors();
    return Epoll.isAvailable()
        ? new EventLoops(
            new MultiThreadIoEventLoopGroup(count, threads, EpollIoHandler.newFactory()),
            EpollServerSocketChannel.class)
        : new EventLoops(
            new MultiThreadIoEventLoopGroup(count, threads, NioIoHandler.newFactory()),
            NioServerSocketChannel.class);
  }

  static EventLoops of(EventLoopGroup group) {
    if (group instanceof IoEventLoopGroup io && io.isIoType(NioIoHandler.class)) {
      return new EventLoops(group, NioServerSocketChannel.class);
    }
    if (group instanceof IoEventLoopGroup io && io.isIoType(EpollIoHandler.class)) {
      return new EventLoops(group, EpollServerSocketChannel.class);
    }
    throw new IllegalArgumentException(
        "Neither epoll nor NIO: name the kind of socket that goes with these event loops");
  }
}
