package dev.rtcrooms.peers;

import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one thread on which a client does everything, as a page has its event loop; any thread may
 * give it something to do. What throws is kept for the test to see.
 */
final class Loop implements AutoCloseable {

  static final String PREFIX = "peer-";
  static final int PATIENCE_SECONDS = 60;

  private final ExecutorService thread;
  private final Queue<Throwable> problems = new ConcurrentLinkedQueue<>();

  Loop(String name) {
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, PREFIX + name),
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Does something later; nothing any more when it is closed. */
  void run(Runnable task) {
    thread.execute(
        () -> {
          try {
            task.run();
          } catch (Throwable e) {
            problems.add(e);
          }
        });
  }

  /** Does something now, and waits for it. */
  <T> T call(Callable<T> task) {
    return await(thread.submit(task));
  }

  /** Waits for something that other threads do. */
  static <T> T await(Future<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Queue<Throwable> problems() {
    return problems;
  }

  /** Ends when all is done that was begun. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("A client's loop does not end");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
