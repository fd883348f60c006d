package dev.rtcrooms.benchmarks.server;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.netty.NettyTransport;
import dev.rtcrooms.redis.RedisCluster;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;

/** Our rooms on Netty, with as many event loops as processors. */
final class RoomsOnNetty {

  private RoomsOnNetty() {}

  /** Rooms work on the event loops, as hosts may have it whose features never block. */
  static Started onEventLoops() {
    EventLoopGroup loops = loops();
    return start(loops, MeasuredRooms.builder().executor(NettyTransport.executor(loops)).build());
  }

  /** The same, joined with others by a Redis. */
  static Started asNode(String redis) {
    EventLoopGroup loops = loops();
    return start(
        loops,
        MeasuredRooms.builder()
            .executor(NettyTransport.executor(loops))
            .cluster(RedisCluster.builder(redis).name("benchmark").connect())
            .build());
  }

  /** Rooms work on threads of their own, as they do if nothing is said. */
  static Started onOwnThreads() {
    return start(loops(), MeasuredRooms.builder().build());
  }

  private static EventLoopGroup loops() {
    return new MultiThreadIoEventLoopGroup(
        Runtime.getRuntime().availableProcessors(),
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  private static Started start(EventLoopGroup loops, Rooms rooms) {
    NettyTransport transport =
        NettyTransport.builder(rooms).host(Loopback.HOST).port(0).eventLoops(loops).start();
    return new Started(
        transport.port(),
        () -> {
          rooms.close();
          transport.close();
          loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        });
  }
}
