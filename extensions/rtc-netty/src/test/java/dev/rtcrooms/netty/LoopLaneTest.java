package dev.rtcrooms.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoopLaneTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final LoopLane lane =
      new LoopLane(channel.eventLoop(), new SharedFrames(channel.alloc()));

  @Test
  void aTaskThatThrowsEndsNeitherTheLaneNorThoseThatWaitBehindIt() {
    List<String> ran = new ArrayList<>();
    lane.execute(
        () -> {
          lane.execute(
              () -> {
                throw new IllegalStateException("as the test wants it");
              });
          lane.execute(() -> ran.add("behind it"));
        });
    channel.runPendingTasks();
    lane.execute(() -> ran.add("later"));

    assertThat(ran).containsExactly("behind it", "later");
  }

  /** It waits for a timer, which the event loop cancels at once. */
  @Test
  void whatWaitsWhenTheEventLoopShutsDownIsDiscarded() {
    EventLoop loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()).next();
    LoopLane ending = new LoopLane(loop, new SharedFrames(UnpooledByteBufAllocator.DEFAULT));
    List<String> ran = new CopyOnWriteArrayList<>();
    AtomicReference<WeakReference<Runnable>> waiting = new AtomicReference<>();
    loop.execute(
        () ->
            ending.execute(
                () -> {
                  ran.add("first");
                  waiting.set(giveNew(ending, ran));
                  Future<?> unused = loop.shutdownGracefully(0, 10, TimeUnit.SECONDS);
                }));
    loop.terminationFuture().syncUninterruptibly();

    for (int n = 0; n < 100 && waiting.get().get() != null; n++) {
      System.gc();
    }
    assertThat(waiting.get().get()).isNull();
    ending.execute(() -> ran.add("later"));
    assertThat(ran).containsExactly("first");
  }

  private static WeakReference<Runnable> giveNew(LoopLane lane, List<String> ran) {
    Runnable task = () -> ran.add("second");
    lane.execute(task);
    return new WeakReference<>(task);
  }
}
