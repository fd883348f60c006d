package dev.rtcrooms.redis;

import dev.rtcrooms.spi.TakenOverException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connection for calls. A call is sent at most once: when the connection is lost, or answers no
 * call in time, all calls under way fail, and another connection is opened. Until then further
 * calls fail at once. Any thread; never blocks.
 */
final class RedisLink {

  private final KeptConnection<StatefulRedisConnection<byte[], byte[]>> connection;

  RedisLink(Connections connections) {
    connection =
        new KeptConnection<>(
            "calls",
            connections,
            () -> connections.client().connectAsync(ByteArrayCodec.INSTANCE, connections.uri()));
  }

  /** The connection itself. */
  KeptConnection<StatefulRedisConnection<byte[], byte[]>> connection() {
    return connection;
  }

  /**
   * Runs a script.
   *
   * @param arguments byte arrays, or others as text
   * @return the answer; or a failure, after which the script may have run or may still run
   */
  CompletionStage<ScriptAnswer> call(Script script, byte[][] keys, List<?> arguments) {
    byte[][] values =
        arguments.stream()
            .map(each -> each instanceof byte[] bytes ? bytes : Script.argument(each))
            .toArray(byte[][]::new);
    return sent(open -> run(open, script, keys, values)).thenApply(RedisLink::checked);
  }

  /**
   * Publishes a message.
   *
   * @return how many connections have subscribed; or a failure, after which it may have been
   *     published or may still be
   */
  CompletionStage<Long> publish(byte[] channel, byte[] message) {
    return sent(open -> open.async().publish(channel, message));
  }

  private <T> CompletionStage<T> sent(
      Function<StatefulRedisConnection<byte[], byte[]>, CompletionStage<T>> call) {
    StatefulRedisConnection<byte[], byte[]> open = connection.get();
    if (open == null) {
      return CompletableFuture.failedStage(new RedisException("Redis is not connected"));
    }
    try {
      return call.apply(open)
          .whenComplete(
              (answer, failure) -> {
                Throwable cause = cause(failure);
                if (cause instanceof RedisCommandTimeoutException || isReadOnly(cause)) {
                  connection.replace(open);
                }
              });
    } catch (RedisException e) { // too many calls are under way
      return CompletableFuture.failedStage(e);
    }
  }

  /** Redis is a replica. Redis 6.2 tells so within the error of the script. */
  static boolean isReadOnly(@Nullable Throwable cause) {
    return cause instanceof RedisCommandExecutionException && says(cause, "READONLY");
  }

  /** What Redis has under a key is nothing that this library has written. */
  static boolean isSpoiled(@Nullable Throwable cause) {
    return cause instanceof RedisCommandExecutionException
        && (says(cause, "WRONGTYPE") || says(cause, "attempt to "));
  }

  private static boolean says(Throwable cause, String text) {
    String message = cause.getMessage();
    return message != null && message.contains(text);
  }

  private static CompletionStage<List<?>> run(
      StatefulRedisConnection<byte[], byte[]> to, Script script, byte[][] keys, byte[][] values) {
    CompletionStage<List<?>> known =
        to.async().evalsha(script.digest(), ScriptOutputType.MULTI, keys, values);
    return known.exceptionallyCompose(
        failure -> {
          if (cause(failure) instanceof RedisNoScriptException) {
            return to.async().eval(script.source(), ScriptOutputType.MULTI, keys, values);
          }
          return CompletableFuture.failedStage(failure);
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

  /** What a stage has failed for. */
  static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
