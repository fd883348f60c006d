package dev.rtcrooms.client;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.testkit.TestServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of a {@link ServerUnderTest}, which ends with its first connection; any thread. */
@SuppressWarnings("FutureReturnValueIgnored") // the client's states and answers are told to the ear
final class ClientUnderTest implements TestServer.Link {

  private final List<MessageType<?>> types;
  private final TestServer.Ear ear;
  private final RoomClient client;

  /** Whether the server has let it in, or let it wait; only for the client's strand. */
  private boolean entered;

  /** Connects. */
  ClientUnderTest(RoomClientBuilder settings, List<MessageType<?>> types, TestServer.Ear ear) {
    this.types = types;
    this.ear = ear;
    client = settings.on(Event.class, this::heard).onState(this::changed).build();
    client.connect();
  }

  private void heard(Event event, long number) {
    entered = true;
    boolean answer = event instanceof Refused refused && refused.ref() != null;
    if (!answer && !(event instanceof Replied)) {
      ear.heard(event, number); // answers are told when they are due, by the name of the test's
    }
  }

  /** Before a server is asked twice, its refusal by HTTP is not final. */
  private void changed(StateChange change) {
    boolean mayComeYet = change.state() == State.CONNECTING && !entered;
    change
        .reason()
        .filter(reason -> !mayComeYet || reason.code() != CloseReason.LOST.code())
        .ifPresent(
            reason -> {
              ear.ended(reason);
              client.close();
            });
  }

  @Override
  public void send(Command command, @Nullable String ref) {
    client
        .send(command)
        .whenComplete(
            (reply, failure) -> {
              if (failure == null) {
                replied(command, ref, reply);
              } else if (Target.cause(failure) instanceof RefusalException refused) {
                ear.heard(Refused.of(ref, refused.refusal(), command), 0);
              } else if (!(Target.cause(failure) instanceof DisconnectedException)) {
                ear.failed(Target.cause(failure));
              }
            });
  }

  private void replied(Command command, @Nullable String ref, Reply reply) {
    if (ref != null) {
      Long recorded = reply.recorded().isPresent() ? reply.recorded().getAsLong() : null;
      boolean hasData =
          types.stream()
              .filter(type -> type.type() == command.getClass())
              .anyMatch(type -> type.reply().isPresent());
      ear.heard(new Replied(ref, recorded, hasData ? reply.fields() : null), 0);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
