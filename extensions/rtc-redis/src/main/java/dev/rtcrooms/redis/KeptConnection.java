package dev.rtcrooms.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to Redis, and another one when it was lost: at once, and later every half second.
 * Any thread; never blocks.
 */
@SuppressWarnings("FutureReturnValueIgnored") // whoever needs an outcome listens to it
final class KeptConnection<C extends StatefulRedisConnection<byte[], byte[]>> {

  private static final Logger LOG = LoggerFactory.getLogger(KeptConnection.class);
  private static final long RECONNECT_MILLIS = 500;

  /** What Lettuce 6 and 7 say of a connection that ended before they looked for its handshake. */
  private static final String UNTOLD = "RedisHandshakeHandler not registered";

  /** So many attempts may be needed to learn why Redis refuses a connection. */
  private static final int ATTEMPTS = 5;

  private final String name;
  private final Connections connections;
  private final Supplier<CompletionStage<C>> opening;
  private volatile Runnable whenOpen = () -> {};
  private volatile Runnable whenLost = () -> {};
  private volatile @Nullable Open<C> open;
  private boolean closed;

  private record Open<C>(C connection, long since) {}

  /**
   * A connection that is not open yet.
   *
   * @param name for the log
   * @param opening opens one
   */
  KeptConnection(String name, Connections connections, Supplier<CompletionStage<C>> opening) {
    this.name = name;
    this.connections = connections;
    this.opening = opening;
  }

  /** Opens the first connection. */
  CompletionStage<C> open() {
    return attempt(ATTEMPTS).thenApply(this::use);
  }

  /** Tries again if Lettuce cannot tell the reason of a failure, such as a wrong password. */
  private CompletionStage<C> attempt(int most) {
    return opening
        .get()
        .toCompletableFuture() // what Lettuce's own stage composes did not complete
        .exceptionallyCompose(
            failure ->
                most > 1 && reason(failure).equals(UNTOLD)
                    ? attempt(most - 1)
                    : CompletableFuture.failedStage(failure));
  }

  /** The first line of the innermost message, which tells most. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  /** Sets what is run each time when there is a connection, on a thread of Lettuce. */
  void whenOpen(Runnable task) {
    whenOpen = task;
  }

  /** Sets what is run each time when the connection is lost or given up, before it is replaced. */
  void whenLost(Runnable task) {
    whenLost = task;
  }

  private C use(C opened) {
    opened.addListener(new LostConnection(() -> replace(opened)));
    boolean useless;
    synchronized (this) {
      useless = closed;
      if (!useless) {
        open = new Open<>(opened, System.nanoTime());
      }
    }
    if (useless) {
      opened.closeAsync();
    } else if (!opened.isOpen()) {
      replace(opened); // before the listener was there
    } else {
      whenOpen.run();
    }
    return opened;
  }

  /** The connection; null while there is none. */
  @Nullable C get() {
    Open<C> known = open;
    return known == null ? null : known.connection;
  }

  /** How long the connection is open, in nanoseconds; -1 while there is none. */
  long age() {
    Open<C> known = open;
    return known == null ? -1 : System.nanoTime() - known.since;
  }

  /** Gives the connection up, and opens another one. */
  void replace() {
    C lost = get();
    if (lost != null) {
      replace(lost);
    }
  }

  /** Gives a connection up, unless that has happened already, and opens another one. */
  void replace(C lost) {
    boolean wasShort;
    synchronized (this) {
      Open<C> known = open;
      if (known == null || known.connection != lost) {
        return;
      }
      wasShort = System.nanoTime() - known.since < RECONNECT_MILLIS * 1_000_000;
      open = null;
    }
    whenLost.run();
    lost.closeAsync();
    LOG.warn("The connection to Redis for {} is lost", name);
    connectAfter(wasShort ? RECONNECT_MILLIS : 0);
  }

  private synchronized void connectAfter(long millis) {
    if (!closed) {
      connections.after(millis, this::connect);
    }
  }

  private void connect() {
    CompletionStage<C> next;
    try {
      next = open();
    } catch (RuntimeException e) {
      next = CompletableFuture.failedStage(e);
    }
    next.whenComplete(
        (opened, failure) -> {
          if (failure == null) {
            LOG.info("Redis is connected again for {}", name);
          } else {
            LOG.debug("Redis cannot be connected: {}", failure.getClass().getName());
            connectAfter(RECONNECT_MILLIS);
          }
        });
  }

  /** Opens no further connection; the {@link Connections} close the one that is open. */
  synchronized void end() {
    closed = true;
    open = null;
  }
}
