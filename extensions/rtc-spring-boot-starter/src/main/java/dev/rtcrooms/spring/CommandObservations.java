package dev.rtcrooms.spring;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Client;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.spi.Authenticator;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.Optional;
import java.util.concurrent.CompletionException;
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
   * Handles a command, and observes it until its answer is determined.
   *
   * @param type the name of the command
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the stage goes on to the room, with its failure
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
      Result result = handling.get();
      result
          .stage()
          .ifPresentOrElse(
              stage -> stage.whenComplete((value, failure) -> end(observation, failure)),
              () -> end(observation, null));
      return result;
    } catch (RuntimeException | Error e) {
      end(observation, e);
      throw e;
    } finally {
      scope.close();
    }
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
