package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.WriteListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Writes batches one after another, never two at once and none inside another {@code write}, as the
 * hub does. Any thread.
 */
final class Chain {

  private final Connection connection;
  private final int count;
  private final IntFunction<Batch> batches;
  private final int seconds;
  private final AtomicInteger ready = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final CompletableFuture<Integer> end = new CompletableFuture<>();
  private int next;

  private Chain(Connection connection, int count, IntFunction<Batch> batches, int seconds) {
    this.connection = connection;
    this.count = count;
    this.batches = batches;
    this.seconds = seconds;
  }

  /** Begins on the connection's lane. */
  static Chain begin(Connection connection, int count, IntFunction<Batch> batches, int seconds) {
    Chain chain = new Chain(connection, count, batches, seconds);
    connection.lane().execute(chain::go);
    return chain;
  }

  /** The number of writes that have ended. */
  int ended() {
    return ended.get();
  }

  /** Waits for the end of the last write. */
  void await() {
    int unused = end.orTimeout(seconds, TimeUnit.SECONDS).join();
  }

  /** Waits until no write is in flight any more, because all were written or one has failed. */
  void awaitAnyEnd() {
    int unused =
        end.orTimeout(seconds, TimeUnit.SECONDS)
            .exceptionally(
                failure -> {
                  if (failure instanceof TimeoutException || failure.getCause() == null) {
                    throw new AssertionError("A write has not ended once", failure);
                  }
                  return count;
                })
            .join();
  }

  /** A thread that finds another one here leaves the next write to it. */
  private void go() {
    if (ready.getAndIncrement() > 0) {
      return;
    }
    do {
      if (next == count) {
        end.complete(next);
      } else {
        connection.write(batches.apply(next), new Once(next));
        next++;
      }
    } while (ready.decrementAndGet() > 0);
  }

  /** Receives the result of one write. */
  private final class Once implements WriteListener {
    private final int n;
    private final AtomicInteger calls = new AtomicInteger();

    Once(int n) {
      this.n = n;
    }

    @Override
    public void written() {
      if (calls.incrementAndGet() > 1) {
        end.completeExceptionally(new AssertionError("Write " + n + " has ended twice"));
      } else {
        ended.incrementAndGet();
        go();
      }
    }

    @Override
    public void failed(Throwable cause) {
      calls.incrementAndGet();
      end.completeExceptionally(new AssertionError("Write " + n + " failed", cause));
    }
  }
}
