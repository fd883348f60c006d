package dev.rtcrooms.client;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.testkit.TestServer;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client of a {@link ServerUnderTest}, which ends with its first connection; any thread. */
@SuppressWarnings("FutureReturnValueIgnored") // the client's states and answers are told to the ear
final class ClientUnderTest implements TestServer.Link {

  private final List<MessageType<?>> types;
  private final TestServer.Ear ear;
  private final RoomClient client;

  /** The client's own refs of the commands that were answered; only for the strand. */
  private final Set<String> answered = new HashSet<>();

  /**
   * Connects.
   *
   * @param address names the server in the message of a failure
   */
  ClientUnderTest(
      RoomClientBuilder settings, URI address, List<MessageType<?>> types, TestServer.Ear ear) {
    this.types = types;
    this.ear = ear;
    settings.once = true;
    settings.failureHandler = failure -> failed(address, failure);
    client = settings.on(Event.class, this::heard).onState(this::changed).build();
    client.connect();
  }

  private void failed(URI address, Throwable failure) {
    if (Target.reason(failure).code() == CloseReason.LOST.code()) {
      ear.unreachable(ServerUnderTest.unreachable(address, failure));
    }
  }

  /** Answers are told by {@link #send}, with the refs of the test. */
  private void heard(Event event, long number) {
    String ref = null;
    if (event instanceof Replied reply) {
      ref = reply.ref();
    } else if (event instanceof Refused refused) {
      ref = refused.ref();
    }
    if (ref == null) {
      ear.heard(event, number);
    } else if (!answered.add(ref)) {
      ear.failed(new AssertionError("The server has answered a command twice: " + event));
    }
  }

  private void changed(StateChange change) {
    if (change.state() == State.CLOSED) {
      change.reason().ifPresent(ear::ended);
    }
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
                ear.failed(Target.cause(failure)); // the end of the connection is told by changed
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
