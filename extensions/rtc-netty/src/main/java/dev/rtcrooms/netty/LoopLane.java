package dev.rtcrooms.netty;

import dev.rtcrooms.spi.Encoded;
import dev.rtcrooms.spi.Lane;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An event loop as a lane. {@link #execute} is for any thread; what its connections share is for
 * the event loop.
 */
final class LoopLane implements Lane {

  private final EventLoop loop;
  private final SharedFrames frames;
  private final InboundText.Scratch scratch = new InboundText.Scratch();
  private final AtomicInteger waiting = new AtomicInteger();
  private boolean running;

  LoopLane(EventLoop loop, SharedFrames frames) {
    this.loop = loop;
    this.frames = frames;
  }

  /** Runs it now if the event loop itself asks and nothing waits, as when it works a mailbox. */
  @Override
  public void execute(Runnable task) {
    if (loop.inEventLoop() && !running && waiting.get() == 0) {
      run(task);
      return;
    }
    waiting.incrementAndGet();
    try {
      loop.execute(
          () -> {
            waiting.decrementAndGet();
            run(task);
          });
    } catch (RejectedExecutionException e) {
      waiting.decrementAndGet(); // the event loop has ended, and its connections with it
    }
  }

  /** A frame for one connection; those of one turn share its bytes. */
  ByteBuf frame(Encoded payload, boolean compressed) {
    return running ? frames.shared(payload, compressed) : frames.own(payload, compressed);
  }

  InboundText.Scratch scratch() {
    return scratch;
  }

  private void run(Runnable task) {
    running = true;
    try {
      task.run();
    } finally {
      running = false;
      frames.clear();
    }
  }
}
