package dev.rtcrooms.benchmarks.server;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.netty.NettyTransport;
import dev.rtcrooms.redis.RedisCluster;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Our rooms on Netty, with as many event loops as processors. */
final class RoomsOnNetty {

  private RoomsOnNetty() {}

  /** Rooms work on the event loops, as hosts may have it whose features never block. */
  static Started onEventLoops() {
    EventLoopGroup loops = loops();
    return start(loops, MeasuredRooms.builder().executor(NettyTransport.executor(loops)).build());
  }

  /** As {@link #onEventLoops}, with or without presence and TLS. */
  static Started forJoins(boolean presence, @Nullable SelfSigned certificate)
      throws GeneralSecurityException, IOException {
    EventLoopGroup loops = loops();
    RoomsBuilder builder = MeasuredRooms.builder().executor(NettyTransport.executor(loops));
    if (presence) {
      builder.feature(Presence::new);
    }
    return start(loops, builder.build(), certificate == null ? null : certificate.forNetty());
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
    return start(loops, rooms, null);
  }

  private static Started start(EventLoopGroup loops, Rooms rooms, @Nullable SslContext tls) {
    NettyTransport.Builder builder =
        NettyTransport.builder(rooms).host(Loopback.HOST).port(0).eventLoops(loops);
    if (tls != null) {
      builder.tls(tls);
    }
    NettyTransport transport = builder.start();
    return new Started(
        transport.port(),
        () -> {
          rooms.close();
          transport.close();
          loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        });
  }
}
