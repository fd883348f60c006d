package dev.rtcrooms.micrometer;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Client;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.spi.CommandObserver;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes an observation of each command; give it to {@link
 * dev.rtcrooms.RoomsBuilder#commandObserver}. The handlers of the registry decide what becomes of
 * it: a timer, or with Micrometer Tracing a span, whose parent is the trace that {@link #traced}
 * has found. Its name is {@code rtc.rooms.command}, and its tags are {@code type}, the name of the
 * command's type, and {@code outcome}: {@code done}, or the code of the refusal. It lasts until the
 * answer is determined and events are stored, and is current while features handle the command.
 * Immutable; any thread.
 */
public final class CommandObservations implements CommandObserver {

  /** The name of the observations. */
  private static final String NAME = "rtc.rooms.command";

  private static final String HEADER = "traceparent";

  /** Of version 00; a client may have sent anything. */
  private static final Pattern TRACE = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private static final AttributeKey<Trace> KEY = AttributeKey.of(HEADER, Trace.class);

  private final ObservationRegistry registry;

  /**
   * Observations of a registry.
   *
   * @param registry its handlers are called in the mailboxes of the rooms, and must not block
   */
  public CommandObservations(ObservationRegistry registry) {
    this.registry = registry;
  }

  /** What the handshake of a client said of its trace. */
  private record Trace(String parent) {}

  /**
   * Remembers the trace that a handshake names in its header {@code traceparent} (W3C Trace
   * Context, version 00), as an attribute of its client. A header in another form is left out.
   *
   * @param users decides who the user is
   * @return an authenticator for {@link dev.rtcrooms.RoomsBuilder#authenticator}
   */
  public static Authenticator traced(Authenticator users) {
    return handshake -> {
      Optional<Trace> trace =
          handshake.header(HEADER).filter(TRACE.asMatchPredicate()).map(Trace::new);
      return users.authenticate(handshake).with(KEY, trace.orElse(null));
    };
  }

  @Override
  public Handling begin(Client sender, String type) {
    return new Observed(
        Observation.createNotStarted(NAME, () -> context(sender), registry)
            .contextualName("room command " + type)
            .lowCardinalityKeyValue("type", type)
            .start());
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
  private record Observed(Observation observation) implements Handling {
    @Override
    public void run(Runnable part) {
      Observation.Scope scope = observation.openScope();
      try {
        part.run();
      } finally {
        scope.close();
      }
    }

    @Override
    public void end(Optional<String> refusal, Optional<Throwable> failure) {
      failure.ifPresent(observation::error);
      observation.lowCardinalityKeyValue("outcome", refusal.orElse("done")).stop();
    }
  }
}
