package dev.rtcrooms.redis;

import dev.rtcrooms.spi.TakenOverException;
import dev.rtcrooms.thread.DaemonThreads;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to Redis. A call is sent at most once: when the connection is lost, or answers no
 * call in time, all calls under way fail, and another connection is opened. Until then further
 * calls fail at once. Any thread; never blocks.
 */
@SuppressWarnings("FutureReturnValueIgnored") // whoever needs the outcome of a call listens to it
final class RedisLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final long RECONNECT_MILLIS = 500;

  private final RedisClient client;
  private final RedisURI uri;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(new DaemonThreads().named("rtc-redis-"));
  private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;
  private boolean closed;

  RedisLink(RedisClient client, RedisURI uri) {
    this.client = client;
    this.uri = uri;
  }

  /** Opens the first connection. */
  CompletionStage<StatefulRedisConnection<byte[], byte[]>> open() {
    return client.connectAsync(ByteArrayCodec.INSTANCE, uri).thenApply(this::use);
  }

  private StatefulRedisConnection<byte[], byte[]> use(
      StatefulRedisConnection<byte[], byte[]> opened) {
    opened.addListener(new LostConnection(() -> replace(opened)));
    boolean useless;
    synchronized (this) {
      useless = closed;
      if (!useless) {
        connection = opened;
      }
    }
    if (useless) {
      opened.closeAsync();
    } else if (!opened.isOpen()) {
      replace(opened); // before the listener was there
    }
    return opened;
  }

  /** Gives a connection up, and opens another one. */
  private void replace(StatefulRedisConnection<byte[], byte[]> lost) {
    synchronized (this) {
      if (connection != lost) {
        return;
      }
      connection = null;
    }
    lost.closeAsync();
    LOG.warn("The connection to Redis is lost");
    connectSoon();
  }

  private synchronized void connectSoon() {
    if (!closed) {
      timer.schedule(this::connect, RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void connect() {
    open()
        .whenComplete(
            (opened, failure) -> {
              if (failure == null) {
                LOG.info("Redis is connected again");
              } else {
                LOG.debug("Redis cannot be connected: {}", failure.getClass().getName());
                connectSoon();
              }
            });
  }

  /**
   * Runs a script.
   *
   * @param arguments byte arrays, or others as text
   * @return the answer; or a failure, after which the script may have run or may still run
   */
  CompletionStage<ScriptAnswer> call(Script script, byte[][] keys, List<?> arguments) {
    StatefulRedisConnection<byte[], byte[]> open = connection;
    if (open == null) {
      return CompletableFuture.failedStage(new RedisException("Redis is not connected"));
    }
    byte[][] values =
        arguments.stream()
            .map(each -> each instanceof byte[] bytes ? bytes : Script.argument(each))
            .toArray(byte[][]::new);
    try {
      return send(open, script, keys, values).thenApply(RedisLink::checked);
    } catch (RedisException e) { // too many calls are under way
      return CompletableFuture.failedStage(e);
    }
  }

  private CompletionStage<List<?>> send(
      StatefulRedisConnection<byte[], byte[]> to, Script script, byte[][] keys, byte[][] values) {
    CompletionStage<List<?>> known =
        to.async().evalsha(script.digest(), ScriptOutputType.MULTI, keys, values);
    return known
        .exceptionallyCompose(
            failure -> {
              if (cause(failure) instanceof RedisNoScriptException) {
                return to.async().eval(script.source(), ScriptOutputType.MULTI, keys, values);
              }
              return CompletableFuture.failedStage(failure);
            })
        .whenComplete(
            (answer, failure) -> {
              Throwable cause = failure == null ? null : cause(failure);
              if (cause instanceof RedisCommandTimeoutException
                  || cause instanceof RedisReadOnlyException) {
                replace(to);
              }
            });
  }

  private static ScriptAnswer checked(List<?> parts) {
    ScriptAnswer answer = new ScriptAnswer(parts);
    if (answer.is("TAKEN")) {
      throw new TakenOverException("The room was opened again, by another process");
    }
    if (answer.is("LATE")) {
      throw new RedisException("The call came too late");
    }
    return answer;
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Runs a task again and again, until the end. */
  void every(long millis, Runnable task) {
    timer.scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Ends the connection; calls under way fail. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      connection = null;
    }
    timer.shutdownNow();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
