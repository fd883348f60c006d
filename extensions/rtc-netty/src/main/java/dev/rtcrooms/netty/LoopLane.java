package dev.rtcrooms.netty;

import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Lane;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event loop as a lane. {@link #execute} may be called on any thread, the rest on the event
 * loop.
 *
 * <p>Tasks that arrive while it works wait until the event loop has read its sockets again, so that
 * large broadcasts do not delay what clients send. When the event loop shuts down, which closes its
 * connections, the lane ends: it discards the tasks that wait, and all that follow.
 */
final class LoopLane implements Lane {

  private static final Logger LOG = LoggerFactory.getLogger(LoopLane.class);

  private final EventLoop loop;
  private final SharedFrames frames;
  private final InboundText.Scratch scratch = new InboundText.Scratch();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean ended;
  private boolean running;

  LoopLane(EventLoop loop, SharedFrames frames) {
    this.loop = loop;
    this.frames = frames;
  }

  /** Runs the task at once if the event loop itself calls and no other task waits. */
  @Override
  public void execute(Runnable task) {
    if (loop.inEventLoop() && !running && waiting.get() == 0) {
      running = true;
      run(task);
      endTurn();
      return;
    }
    tasks.add(task);
    if (ended) {
      tasks.clear();
    } else if (waiting.getAndIncrement() == 0) {
      submit();
    }
  }

  /** A frame for one connection; connections that get it in one turn share its bytes. */
  ByteBuf frame(Encoded payload, boolean compressed) {
    return running ? frames.shared(payload, compressed) : frames.own(payload, compressed);
  }

  InboundText.Scratch scratch() {
    return scratch;
  }

  /**
   * An event loop runs a timer, even one without delay, only after it has read its sockets. As soon
   * as it shuts down it cancels those it has, and then neither runs nor rejects others.
   */
  private void submit() {
    try {
      if (!loop.inEventLoop()) {
        loop.execute(this::runAll);
      } else if (loop.isShuttingDown()) {
        discard();
      } else {
        Future<?> unused =
            loop.schedule(this::runAll, 0, TimeUnit.NANOSECONDS).addListener(this::ifCancelled);
      }
    } catch (RejectedExecutionException e) {
      discard();
    }
  }

  private void ifCancelled(Future<?> timer) {
    if (timer.isCancelled()) {
      discard();
    }
  }

  /** For good: {@link #waiting} stays above 0, so nothing is submitted any more. */
  private void discard() {
    ended = true;
    tasks.clear();
  }

  private void runAll() {
    int todo = waiting.get();
    running = true;
    for (int done = 0; done < todo; done++) {
      Runnable task = tasks.poll();
      if (task != null) {
        run(task);
      }
    }
    endTurn();
    if (waiting.addAndGet(-todo) > 0) {
      submit();
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("A task of a lane failed", e);
    }
  }

  private void endTurn() {
    running = false;
    frames.clear();
  }
}
