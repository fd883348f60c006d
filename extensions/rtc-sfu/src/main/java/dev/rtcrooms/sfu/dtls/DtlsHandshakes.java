package dev.rtcrooms.sfu.dtls;

import dev.rtcrooms.thread.DaemonThreads;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** The threads of handshakes, which block; a bounded number at a time. Any thread. */
public final class DtlsHandshakes implements AutoCloseable {

  /** How long a thread waits for another handshake. */
  private static final int IDLE_SECONDS = 2;

  private final BcTlsCrypto crypto;
  private final ExecutorService threads;
  private final Semaphore places;
  private final int millis;

  /**
   * Starts no threads yet.
   *
   * @param limit the most handshakes at a time
   * @param millis the longest time of one; it fails then
   * @param daemons makes the threads
   */
  public DtlsHandshakes(int limit, int millis, DaemonThreads daemons) {
    this(limit, millis, daemons, new GuardedCrypto(new SecureRandom()));
  }

  DtlsHandshakes(int limit, int millis, DaemonThreads daemons, BcTlsCrypto crypto) {
    this.crypto = crypto;
    this.millis = millis;
    this.places = new Semaphore(limit);
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            daemons.named("rtc-sfu-dtls-"));
  }

  BcTlsCrypto crypto() {
    return crypto;
  }

  /** The longest time of a handshake. */
  int millis() {
    return millis;
  }

  /** Runs a handshake, or returns false if too many run, or no thread can be had. */
  boolean start(Runnable handshake) {
    if (!places.tryAcquire()) {
      return false;
    }
    try {
      threads.execute(
          () -> {
            try {
              handshake.run();
            } finally {
              places.release();
            }
          });
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      places.release();
      return false;
    }
  }

  /** Runs a short task of a connection whose handshake is complete. */
  void run(Runnable task) {
    threads.execute(task);
  }

  /** Interrupts all handshakes. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
