package dev.rtcrooms.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.netty.NettyTransport;
import dev.rtcrooms.transport.Shouting.Heard;
import dev.rtcrooms.transport.Shouting.Shout;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  void aTurnIsHandedToEachEventLoopOnce() throws Exception {
    CountingLoops loops = new CountingLoops();
    Rooms rooms =
        RtcRooms.builder()
            .feature(Chat::new)
            .feature(Shouting::new, Shout.TYPE, Heard.TYPE)
            .build();
    UUID id = UUID.randomUUID();
    try (NettyTransport server =
        NettyTransport.builder(rooms).host("localhost").port(0).eventLoops(loops).start()) {
      List<SocketClient> members = new ArrayList<>();
      for (int i = 0; i < MEMBERS; i++) {
        members.add(new SocketClient(server.port(), "/room/" + id + "/websocket"));
      }
      members.forEach(SocketClient::hello);
      Room room = rooms.find(id).orElseThrow();
      room.call(() -> true).toCompletableFuture().get();
      int before = handedOver.get();
      room.execute(
          () -> {
            for (int i = 0; i < 10; i++) {
              room.hub().broadcast(new Heard("the house", "shout " + i));
            }
          });

      for (SocketClient member : members) {
        for (int i = 0; i < 10; i++) {
          assertThat(member.next(Heard.class).text()).isEqualTo("shout " + i);
        }
      }
      assertThat(handedOver.get() - before).isEqualTo(LOOPS);
    } finally {
      rooms.close();
      loops.shutdownGracefully().syncUninterruptibly();
    }
  }
}
