package dev.rtcrooms.spring;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Client;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.spi.Authenticator;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Observes commands that methods with {@link RoomCommand} handle: with the actuator a timer, and
 * with Micrometer Tracing a span, whose parent is the trace that the handshake of the sender named
 * in its header {@code traceparent} (W3C Trace Context). Any thread. Costs nothing without a
 * registry.
 */
final class CommandObservations {

  /** The name of the observations. */
  private static final String NAME = "rtc.rooms.command";

  private static final String HEADER = "traceparent";

  /** Of version 00; a client may have sent anything. */
  private static final Pattern TRACE = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private static final AttributeKey<Trace> KEY = AttributeKey.of(HEADER, Trace.class);

  private final ObservationRegistry registry;

  CommandObservations(ObservationRegistry registry) {
    this.registry = registry;
  }

  /** What the handshake of a client said of its trace. */
  private record Trace(String parent) {}

  /** Remembers the trace of each handshake, as an attribute of its client. */
  Authenticator traced(Authenticator users) {
    if (registry.isNoop()) {
      return users;
    }
    return handshake -> {
      Optional<Trace> trace =
          handshake.header(HEADER).filter(TRACE.asMatchPredicate()).map(Trace::new);
      return users.authenticate(handshake).with(KEY, trace.orElse(null));
    };
  }

  /**
   * Handles a command, and observes it until its answer is determined, at the latest by the
   * {@linkplain dev.rtcrooms.Limits#answerTimeout() timeout of answers}.
   *
   * @param type the name of the command
   */
  Result observe(Client sender, String type, Supplier<Result> handling) {
    if (registry.isNoop()) {
      return handling.get();
    }
    Observation observation =
        Observation.createNotStarted(NAME, () -> context(sender), registry)
            .contextualName("room command " + type)
            .lowCardinalityKeyValue("type", type)
            .start();
    Observation.Scope scope = observation.openScope();
    try {
      return observed(observation, sender.room().limits().answerTimeout(), handling);
    } finally {
      scope.close();
    }
  }

  /** Runs a part of the handling. The last part ends the observation. */
  private static Result observed(
      Observation observation, Duration timeout, Supplier<Result> handling) {
    try {
      Result result = handling.get();
      if (result.stage().isPresent()) {
        return later(observation, timeout, result, result.stage().get());
      }
      end(observation, null);
      return result;
    } catch (RuntimeException | Error e) {
      end(observation, e);
      throw e;
    }
  }

  /** The stage is left as it is: the room sees its failure and has a timeout of its own. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private static Result later(
      Observation observation, Duration timeout, Result result, CompletionStage<?> stage) {
    Function<@Nullable Object, Result> next = result.next().orElse(null);
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    stage.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            done.completeExceptionally(failure);
          } else if (next == null) {
            done.complete(true);
          }
        });
    done.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (completed, failure) -> {
              if (failure != null || next == null) {
                end(observation, failure);
              }
            });
    if (next == null) {
      return result;
    }
    return Result.then(
        stage,
        value ->
            done.complete(true)
                ? observed(observation, timeout, () -> next.apply(value))
                : next.apply(value)); // the observation has ended by its timeout
  }

  private static ReceiverContext<Client> context(Client sender) {
    ReceiverContext<Client> context =
        new ReceiverContext<>(
            (client, name) ->
                name.equals(HEADER) ? client.attribute(KEY).map(Trace::parent).orElse(null) : null);
    context.setCarrier(sender);
    return context;
  }

  /** A refusal is an answer, and no error. */
  private static void end(Observation observation, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    String outcome = cause instanceof RefusalException refused ? refused.refusal().code() : "done";
    if (cause != null && !(cause instanceof RefusalException)) {
      outcome = "internal";
      observation.error(cause);
    }
    observation.lowCardinalityKeyValue("outcome", outcome).stop();
  }
}
