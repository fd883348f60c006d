package dev.rtcrooms.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WritersTest {

  private static final int PATIENCE_SECONDS = 30;

  private static final CountDownLatch NOW = new CountDownLatch(0);

  private final Writers writers = new Writers(1, new Daemons());
  private final CountDownLatch read = new CountDownLatch(1);
  private final LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();

  /** A send to a client that reads at once, or only when the test says so. */
  private class Sending implements Send {
    private final String name;
    private final CountDownLatch until;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch foundStuck = new CountDownLatch(1);
    private volatile Thread thread = Thread.currentThread();

    Sending(String name, CountDownLatch until) {
      this.name = name;
      this.until = until;
    }

    @Override
    public String room() {
      return "lobby";
    }

    @Override
    public void sendBlocking() {
      thread = Thread.currentThread();
      begun.countDown();
      awaitQuietly(until);
      done.add(name + " blocking on " + Thread.currentThread().getName().replaceAll("[0-9]", ""));
    }

    void awaitWaiting() {
      awaitQuietly(begun);
      while (thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
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

  @AfterEach
  void allRead() {
    read.countDown();
  }

  @Test
  void whatIsGivenIsSentInOrderOnAThreadOfTheirOwn() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      writers.send(new Sending("" + i, NOW));
    }

    for (int i = 0; i < 1_000; i++) {
      assertThat(next()).isEqualTo(i + " blocking on rtc-rooms-writer-");
    }
  }

  @Test
  void aClientThatDoesNotReadHoldsNoOtherUp() throws Exception {
    Sending stalled = new Sending("stalled", read);
    writers.send(stalled);
    awaitQuietly(stalled.begun);
    writers.send(new Sending("other", NOW));

    assertThat(next()).startsWith("other blocking");
    awaitQuietly(stalled.foundStuck);
    read.countDown();
    assertThat(next()).startsWith("stalled blocking");
  }

  @Test
  @Timeout(PATIENCE_SECONDS)
  void aClientThatReadsALittleLaterHoldsNoOtherUpEither() throws Exception {
    Watch watch = new Watch();
    Writers watched = new Writers(1, new Daemons().threads("rtc-rooms-writer-"), watch);
    Sending slow = new Sending("slow", read);
    watched.send(slow);
    slow.awaitWaiting();
    watched.send(new Sending("other", NOW));
    watch.look();
    watch.look();

    assertThat(next()).startsWith("other blocking");
    for (int i = 3; i < Writers.LOOKS_UNTIL_STUCK; i++) {
      watch.look();
    }
    assertThat(slow.foundStuck.getCount()).isEqualTo(1);
    watch.look();
    watch.look();
    assertThat(slow.foundStuck.getCount()).isZero();
  }

  /** Looks when the test says so. */
  private static final class Watch extends ScheduledThreadPoolExecutor {
    private final LinkedBlockingQueue<Runnable> looks = new LinkedBlockingQueue<>();

    Watch() {
      super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable look, long delay, TimeUnit unit) {
      looks.add(look);
      return super.schedule(() -> {}, 0, unit);
    }

    void look() throws InterruptedException {
      looks.take().run();
    }
  }

  @Test
  void aClientThatReadsIsNotTakenForStuck() throws Exception {
    List<Sending> sends =
        IntStream.range(0, 1_000).mapToObj(i -> new Sending("" + i, NOW)).toList();
    sends.forEach(writers::send);
    for (int i = 0; i < 1_000; i++) {
      next();
    }

    assertThat(sends).allMatch(send -> send.foundStuck.getCount() == 1);
  }

  /**
   * The watch holds the lock while it tells who is stuck; here another needs the lock just then.
   */
  @Test
  void oneWhoWaitsForTheWatchItselfIsNotTakenForStuck() throws Exception {
    Writers two = new Writers(2, new Daemons());
    CountDownLatch firstReads = new CountDownLatch(1);
    Sending first = new Sending("first", firstReads);
    two.send(first);
    awaitQuietly(first.foundStuck);
    Busy busy = new Busy(two);
    two.send(busy);
    awaitQuietly(busy.begun);
    Sending stalled =
        new Sending("stalled", read) {
          @Override
          public void isStuck() {
            busy.letGoAndAwaitWaiting();
            super.isStuck();
          }
        };
    two.send(stalled);
    firstReads.countDown(); // its thread, the first that the watch looks at, takes the stalled one
    assertThat(next()).startsWith("first blocking");

    assertThat(next()).isEqualTo("busy done");
    awaitQuietly(stalled.foundStuck);
    assertThat(busy.foundStuck.getCount()).isEqualTo(1);
  }

  /** Works until it is let go, and then has something more to send, as most have. */
  private final class Busy implements Send {
    private final Writers writers;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch foundStuck = new CountDownLatch(1);
    private volatile Thread thread = Thread.currentThread();
    private volatile boolean letGo;

    Busy(Writers writers) {
      this.writers = writers;
    }

    @Override
    public String room() {
      return "lobby";
    }

    @Override
    public void sendBlocking() {
      thread = Thread.currentThread();
      begun.countDown();
      while (!letGo) {
        Thread.onSpinWait();
      }
      writers.send(new Sending("more", NOW));
      done.add("busy done");
    }

    @Override
    public void sendAsync() {
      throw new AssertionError("Enough threads are free");
    }

    @Override
    public void isStuck() {
      foundStuck.countDown();
    }

    void letGoAndAwaitWaiting() {
      letGo = true;
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void whenTooManyDoNotReadTheOthersAreSentToAsynchronously() throws Exception {
    stall(Writers.MOST_STUCK);
    writers.send(new Sending("other", NOW));

    assertThat(next()).isEqualTo("other async");
  }

  @Test
  void whatWasDueBeforeTooManyStalledIsSentAsynchronously() throws Exception {
    stall(Writers.MOST_STUCK - 1);
    Sending last = new Sending("last", read);
    writers.send(last);
    writers.send(new Sending("other", NOW));

    assertThat(next()).isEqualTo("other async");
    awaitQuietly(last.foundStuck);
  }

  @Test
  @Timeout(PATIENCE_SECONDS)
  void whenTheyReadAgainAllIsAsItWas() throws Exception {
    List<Sending> stalled = stall(Writers.MOST_STUCK);
    read.countDown();
    for (Sending ignored : stalled) {
      next();
    }
    String how;
    do { // what they sent is told before their threads are free again
      writers.send(new Sending("other", NOW));
      how = next();
    } while (!how.startsWith("other blocking"));
  }

  @Test
  void threadsThatHaveNothingToSendEnd() throws Exception {
    Sending send = new Sending("one", NOW);
    writers.send(send);
    next();

    send.thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    assertThat(send.thread).isNotSameAs(Thread.currentThread());
    assertThat(send.thread.isAlive()).isFalse();
    writers.send(send);
    assertThat(next()).startsWith("one blocking");
  }

  /** Each one after the one before it was found stuck. */
  private List<Sending> stall(int count) {
    List<Sending> stalled =
        IntStream.range(0, count).mapToObj(i -> new Sending("stalled", read)).toList();
    for (Sending send : stalled) {
      writers.send(send);
      awaitQuietly(send.foundStuck);
    }
    return stalled;
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
