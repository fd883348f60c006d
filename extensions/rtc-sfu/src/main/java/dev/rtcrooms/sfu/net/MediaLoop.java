package dev.rtcrooms.sfu.net;

import dev.rtcrooms.thread.DaemonThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread with a UDP port. Everything of a room happens on one loop, one thing at a time: packets,
 * timers, and the tasks that other threads give it.
 */
public final class MediaLoop implements Executor, AutoCloseable {

  /** The most layers of a video. */
  public static final int LAYERS = Overload.LAYERS;

  private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);

  /** How many datagrams are read before tasks and timers have their turn. */
  private static final int BATCH = 64;

  /** How long datagrams that may be sent together wait for each other, while others are read. */
  private static final long COLLECT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** How often it is looked for new datagrams, of which audio comes first, while some wait. */
  private static final long READ_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final UdpPort udp;
  private final int port;
  private final LoopCounters counters = new LoopCounters();
  private final PacketRouter router;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ReadAhead waiting;
  private final Overload overload = new Overload(System.nanoTime());
  private final LoopLimits limits;
  private long nextTick = System.nanoTime();
  private long emptyAt = nextTick;
  private long lastRead = nextTick;
  private volatile long lagNanos;
  private volatile int transports;
  private volatile boolean closed;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /**
   * Opens the port and starts the thread.
   *
   * @param bind where to listen; port 0 lets the system choose
   * @param limits of this loop
   * @param daemons makes the thread
   * @param number of this loop, for the thread's name
   * @throws IOException if the port cannot be opened
   */
  public MediaLoop(InetSocketAddress bind, LoopLimits limits, DaemonThreads daemons, int number)
      throws IOException {
    this(drops -> UdpPort.open(bind, drops), limits, daemons, number);
  }

  MediaLoop(UdpPort.Opener opener, LoopLimits limits, DaemonThreads daemons, int number)
      throws IOException {
    this.limits = limits;
    this.udp = opener.open(counters::drop);
    this.port = udp.port();
    this.router = new PacketRouter(new PortSender(udp, counters), counters, limits);
    this.waiting = new ReadAhead(router);
    this.thread = daemons.named("rtc-sfu-loop-" + number + "-").newThread(this::run);
    thread.start();
  }

  /**
   * Returns the port.
   *
   * @return the number of the UDP port
   */
  public int port() {
    return port;
  }

  /**
   * Returns what this loop counts.
   *
   * @return the counters, which go on
   */
  public LoopCounters counters() {
    return counters;
  }

  /**
   * Returns how late the loop was the last time that its timers ran: how late they were, or for how
   * long datagrams have waited without a break.
   *
   * @return nanoseconds
   */
  public long lagNanos() {
    return lagNanos;
  }

  /**
   * Returns how many transports are open.
   *
   * @return as of the last time that the timers ran
   */
  public int transports() {
    return transports;
  }

  /**
   * Tells whether the loop has more to do than it can: it was late, or refused to send media, for 5
   * seconds. That ends when it was in time for 5 seconds.
   *
   * @return true if it should get nothing more to do
   */
  public boolean isOverloaded() {
    return overload.isOverloaded();
  }

  /**
   * Returns up to which layer a receiver may get a video: the smallest one while the loop is
   * overloaded, and afterwards one more after each 10 seconds.
   *
   * @return at least 1, at most {@link #LAYERS}; for the loop's thread
   */
  public int layers() {
    return overload.layers();
  }

  /**
   * Returns where packets find their transport.
   *
   * @return for the loop's thread
   */
  public PacketRouter router() {
    return router;
  }

  /**
   * Runs a task on the loop's thread, after those that were given before; a closed loop ignores it.
   *
   * @param task must not block
   */
  @Override
  public void execute(Runnable task) {
    if (closed) {
      return;
    }
    tasks.add(task);
    if (closed) {
      tasks.clear(); // perhaps the thread has cleared them before
    } else if (Thread.currentThread() != thread) {
      udp.wake();
    }
  }

  /** How many tasks wait. */
  int waiting() {
    return tasks.size();
  }

  /**
   * Tells whether the loop was closed, or has failed.
   *
   * @return true if it takes no tasks and no packets any more
   */
  public boolean isClosed() {
    return closed;
  }

  /**
   * Returns the end of the loop.
   *
   * @return complete when its thread has left all transports
   */
  public CompletableFuture<Void> ended() {
    return ended;
  }

  private void run() {
    try {
      while (!closed) {
        await();
        receiveBatch();
        runTasks();
        long now = System.nanoTime();
        if (now - nextTick >= 0) {
          tick(now);
        }
        udp.flush();
      }
    } catch (Throwable e) {
      log.error("The media loop has failed, which ends it", e);
    } finally {
      closed = true;
      router.clear();
      transports = 0;
      tasks.clear();
      close(udp);
      ended.complete(null);
    }
  }

  private void tick(long now) {
    lagNanos = Math.max(now - nextTick, now - emptyAt);
    nextTick = now + TICK_NANOS;
    transports = router.transports();
    boolean late = lagNanos > TimeUnit.MILLISECONDS.toNanos(limits.lagMillis());
    router.tick(now);
    overload.note(late || router.egress().isExceeded(), now);
  }

  private void await() throws IOException {
    if (!waiting.isEmpty()) {
      return;
    }
    if (router.isEmpty() && tasks.isEmpty()) {
      rest(System.nanoTime());
      udp.await(0);
      rest(System.nanoTime());
    } else {
      udp.await(millisToWait());
    }
  }

  /** There are no timers: a wait is not a lag. */
  private void rest(long now) {
    nextTick = now + TICK_NANOS;
    lagNanos = 0;
    transports = 0;
    overload.idle(now);
  }

  private long millisToWait() {
    if (!tasks.isEmpty()) {
      return 1;
    }
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nextTick - System.nanoTime()));
  }

  private void receiveBatch() throws IOException {
    long flushed = System.nanoTime();
    for (int i = 0; i < BATCH; i++) {
      long now = System.nanoTime();
      if (now - flushed >= COLLECT_NANOS) {
        udp.flush();
        flushed = now;
      }
      if (waiting.isEmpty() || now - lastRead >= READ_NANOS) {
        lastRead = now;
        waiting.read(udp);
      }
      if (waiting.isEmpty()) {
        emptyAt = now;
        return;
      }
      runTasks(); // a description that was sent before this datagram is known
      try {
        if (waiting.handle(now)) {
          udp.flush(); // what is complete does not wait for the frames of other publishers
          flushed = System.nanoTime();
        }
      } catch (RuntimeException e) {
        log.error("A packet could not be handled", e);
      }
    }
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      try {
        task.run();
      } catch (RuntimeException e) {
        log.error("A task of the media loop has failed", e);
      }
    }
  }

  private static void close(UdpPort udp) {
    try {
      udp.close();
    } catch (IOException e) {
      log.warn("The UDP port could not be closed", e);
    }
  }

  /** Ends the loop soon, and closes the port. Idempotent. */
  @Override
  public void close() {
    closed = true;
    udp.wake();
  }
}
