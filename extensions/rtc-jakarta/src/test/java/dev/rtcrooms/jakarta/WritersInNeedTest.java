package dev.rtcrooms.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the machine has no more threads, or a connection breaks its promises. */
class WritersInNeedTest {

  private static final int PATIENCE_SECONDS = 30;

  private static final CountDownLatch NOW = new CountDownLatch(0);

  /** More than are worth another thread. */
  private static final int MANY = 100;

  private final AtomicInteger noThreads = new AtomicInteger();
  private final AtomicInteger noWatch = new AtomicInteger();
  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(1, task -> thread(noWatch, task));
  private final CountDownLatch read = new CountDownLatch(1);
  private final CountDownLatch busyUntil = new CountDownLatch(1);
  private final LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();

  @AfterEach
  void end() {
    busyUntil.countDown();
    read.countDown();
    watch.shutdownNow();
  }

  /** A thread, unless so many are still to be denied. */
  private static Thread thread(AtomicInteger denied, Runnable task) {
    if (denied.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new OutOfMemoryError("as the test wants it");
    }
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  private Writers writers(int atOnce) {
    return new Writers(atOnce, task -> thread(noThreads, task), watch);
  }

  /** A send that keeps its thread busy for a while, and then perhaps waiting. */
  private class Sending implements Send {
    private final String name;
    private final CountDownLatch busyUntil;
    private final CountDownLatch waitsUntil;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch foundStuck = new CountDownLatch(1);

    Sending(String name, CountDownLatch busyUntil, CountDownLatch waitsUntil) {
      this.name = name;
      this.busyUntil = busyUntil;
      this.waitsUntil = waitsUntil;
    }

    Sending(String name) {
      this(name, NOW, NOW);
    }

    @Override
    public String room() {
      return "lobby";
    }

    @Override
    public void sendBlocking() {
      begun.countDown();
      while (busyUntil.getCount() > 0) {
        Thread.onSpinWait();
      }
      awaitQuietly(waitsUntil);
      done.add(name);
    }

    @Override
    public void sendAsync() {
      done.add(name + " async");
    }

    @Override
    public void isStuck() {
      foundStuck.countDown();
    }
  }

  private final class Broken extends Sending {
    Broken() {
      super("broken");
    }

    @Override
    public void sendBlocking() {
      throw new IllegalStateException("as the test wants it");
    }

    @Override
    public void sendAsync() {
      throw new IllegalStateException("as the test wants it");
    }
  }

  @Test
  void aSendThatThrowsStopsNoOther() throws Exception {
    Writers writers = writers(1);
    writers.send(new Broken());
    writers.send(new Sending("other"));

    assertThat(next()).isEqualTo("other");
  }

  @Test
  void whatFindsNoThreadAtAllIsSentAsynchronously() throws Exception {
    Writers writers = writers(1);
    noThreads.set(1);
    writers.send(new Sending("first"));
    writers.send(new Sending("second"));

    assertThat(next()).isEqualTo("first async");
    assertThat(next()).isEqualTo("second");
  }

  @Test
  void aThreadThatGetsNoOthersGoesOnAlone() throws Exception {
    Writers writers = writers(2);
    Sending busy = new Sending("busy", busyUntil, NOW);
    writers.send(busy);
    awaitQuietly(busy.begun);
    List<String> names = new ArrayList<>();
    for (int n = 0; n < MANY; n++) {
      names.add("" + n);
      writers.send(new Sending("" + n));
    }
    noThreads.set(MANY);
    busyUntil.countDown();

    assertThat(next()).isEqualTo("busy");
    for (String name : names) {
      assertThat(next()).isEqualTo(name);
    }
  }

  @Test
  void aWatchThatGetsNoThreadStopsNoSendAndIsAskedForAgain() throws Exception {
    Writers writers = writers(1);
    noWatch.set(1);
    writers.send(new Sending("first"));
    assertThat(next()).isEqualTo("first");

    Sending stalled = new Sending("stalled", NOW, read);
    writers.send(stalled);
    awaitQuietly(stalled.foundStuck);
  }

  @Test
  void whenNoThreadCanReplaceAStuckOneTheNextLookTriesAgain() throws Exception {
    Writers writers = writers(1);
    Sending stalled = new Sending("stalled", busyUntil, read);
    writers.send(stalled);
    awaitQuietly(stalled.begun);
    writers.send(new Sending("other"));
    noThreads.set(2);
    busyUntil.countDown();

    assertThat(next()).isEqualTo("other");
    assertThat(noThreads).hasValue(0);
  }

  @Test
  void oneThatCannotBeSentToAsynchronouslyStopsNoOther() throws Exception {
    Writers writers = writers(1);
    for (int n = 1; n < Writers.MOST_STUCK; n++) {
      Sending stalled = new Sending("stalled", NOW, read);
      writers.send(stalled);
      awaitQuietly(stalled.foundStuck);
    }
    Sending last = new Sending("stalled", busyUntil, read);
    writers.send(last);
    awaitQuietly(last.begun);
    writers.send(new Broken());
    writers.send(new Sending("other"));
    busyUntil.countDown();

    assertThat(next()).isEqualTo("other async");
  }

  private String next() throws InterruptedException {
    String next = done.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
