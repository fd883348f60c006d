package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.containers.Shouting.Heard;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.netty.NettyTransport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each event loop is one lane, however many connections it has. */
class NettyLaneTest {

  private static final int LOOPS = 2;
  private static final int MEMBERS = 20;

  private final AtomicInteger handedOver = new AtomicInteger();

  /** Counts what rooms hand to the event loops from outside; these are the turns. */
  private final class CountingLoops extends MultiThreadIoEventLoopGroup {
    CountingLoops() {
      super(LOOPS, NioIoHandler.newFactory());
    }

    @Override
    protected IoEventLoop newChild(
        Executor executor, IoHandlerFactory ioHandlerFactory, Object... arguments) {
      return new SingleThreadIoEventLoop(this, executor, ioHandlerFactory) {
        @Override
        public void execute(Runnable task) {
          if (!inEventLoop()) {
            handedOver.incrementAndGet();
          }
          super.execute(task);
        }
      };
    }
  }

  private final CountingLoops loops = new CountingLoops();
  private final Rooms rooms =
      RtcRooms.builder()
          .limits(Limits.builder().forLoadTests().build())
          .feature(Chat::new)
          .feature(Shouting::new, Shouting.Shout.TYPE, Heard.TYPE)
          .build();
  private final AtomicInteger flushes = new AtomicInteger();
  private final Channel server = listen();
  private final UUID id = UUID.randomUUID();
  private final List<SocketClient> members = new ArrayList<>();

  @AfterEach
  void close() {
    rooms.close();
    server.close().syncUninterruptibly();
    loops.shutdownGracefully().syncUninterruptibly();
  }

  /** In a host's own pipeline, where what stands before the HTTP codec stays. */
  private Channel listen() {
    Supplier<ChannelHandler> handlers = NettyTransport.builder(rooms).handlers();
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(new CountingFlushes(), new HttpServerCodec(), handlers.get());
              }
            })
        .bind("localhost", 0)
        .syncUninterruptibly()
        .channel();
  }

  private final class CountingFlushes extends ChannelOutboundHandlerAdapter {
    @Override
    public void flush(ChannelHandlerContext context) {
      flushes.incrementAndGet();
      context.flush();
    }
  }

  /** All are in, and nothing is on its way to them. */
  private Room fullRoom() throws Exception {
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    for (int i = 0; i < MEMBERS; i++) {
      members.add(new SocketClient(port, "/room/" + id + "/websocket"));
    }
    members.forEach(SocketClient::hello);
    Room room = rooms.find(id).orElseThrow();
    room.call(() -> true).toCompletableFuture().get();
    return room;
  }

  private void assertAllHear(int shouts) {
    for (SocketClient member : members) {
      for (int i = 0; i < shouts; i++) {
        assertThat(member.next(Heard.class).text()).isEqualTo("shout " + i);
      }
    }
  }

  @Test
  void aTurnIsHandedToEachEventLoopOnceAtMost() throws Exception {
    Room room = fullRoom();
    int before = handedOver.get();
    room.execute(
        () -> {
          for (int i = 0; i < 10; i++) {
            room.hub().broadcast(new Heard("the house", "shout " + i));
          }
        });

    assertAllHear(10);
    assertThat(handedOver.get() - before).isBetween(1, LOOPS); // one that is busy looks by itself
  }

  @Test
  void turnsThatComeWhileAnEventLoopIsBusyLeaveTogether() throws Exception {
    Room room = fullRoom();
    CountDownLatch began = new CountDownLatch(LOOPS);
    CountDownLatch busy = new CountDownLatch(1);
    loops.forEach(
        loop ->
            loop.execute(
                () -> {
                  began.countDown();
                  await(busy);
                }));
    await(began); // a lane that still delivers would flush, or take the first turn alone
    int before = flushes.get();
    for (int i = 0; i < 10; i++) {
      String text = "shout " + i;
      room.execute(() -> room.hub().broadcast(new Heard("the house", text)));
      endOfTurn(room);
    }
    busy.countDown();

    assertAllHear(10);
    assertThat(flushes.get() - before).isEqualTo(MEMBERS);
  }

  /** A call may be answered before its turn has ended, but the next call belongs to a later one. */
  private static void endOfTurn(Room room) throws Exception {
    room.call(() -> true).toCompletableFuture().get();
    room.call(() -> true).toCompletableFuture().get();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
