package dev.rtcrooms.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Executor;

/** Runs a task on the calling event loop, or else on the next of the group; any thread. */
final class LoopExecutor implements Executor {
  private final EventLoopGroup group;

  LoopExecutor(EventLoopGroup group) {
    this.group = group;
  }

  @Override
  public void execute(Runnable task) {
    for (EventExecutor loop : group) {
      if (loop.inEventLoop()) {
        loop.execute(task);
        return;
      }
    }
    group.execute(task);
  }
}
