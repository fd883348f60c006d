package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.RecordFormat;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.transport.Inbound;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the room's features execute commands, and answers them; for the mailbox. */
final class Commands {

  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  private static final Refusal RATE_LIMITED =
      Refusal.of(Refusal.RATE_LIMITED, "You send faster than the server takes; slow down");
  private static final Refusal FAILED =
      Refusal.of(Refusal.INTERNAL, "The server failed to carry this out");

  private final LiveRoom room;
  private final Answering answering;
  private final Retries retries = new Retries();
  private @Nullable Pending current;

  Commands(LiveRoom room, Answering answering) {
    this.room = room;
    this.answering = answering;
  }

  /** The command that is being executed, whose answer waits for what it records. */
  @Nullable Pending current() {
    return current;
  }

  void receive(LiveClient client, List<Inbound> messages) {
    for (Inbound message : messages) {
      if (client.ended()) {
        return;
      }
      long now = room.settings().scheduler().nanoTime();
      if (client.rate().allows(now, cost(message))) {
        receive(client, message);
      } else if (client.rate().denials() > room.settings().limits().commandBurst()) {
        client.disconnect(CloseReason.FLOODING);
      } else {
        room.hub().send(client, new Refused(message.ref(), RATE_LIMITED));
      }
    }
  }

  private double cost(Inbound message) {
    return message instanceof Inbound.Accepted accepted
        ? 1.0 / room.settings().types().allowance(accepted.command())
        : 1;
  }

  private void receive(LiveClient client, Inbound message) {
    if (message instanceof Inbound.Rejected rejected) {
      room.hub().send(client, new Refused(rejected.ref(), rejected.refusal()));
    } else if (message instanceof Inbound.Accepted accepted) {
      carryOut(client, accepted);
    }
  }

  private void carryOut(LiveClient client, Inbound.Accepted accepted) {
    Command command = accepted.command();
    Pending pending = new Pending(room.hub(), client, accepted.ref());
    try {
      MessageType<?> type = room.settings().types().of(command);
      Optional<String> grant = type.requiredGrant();
      if (grant.isPresent() && !client.grants().allows(grant.get())) {
        throw new RefusalException(
            Refusal.NOT_ALLOWED, type.name() + " needs the grant " + grant.get());
      }
      Optional<String> retryId = type.retryId(command);
      if (retryId.isEmpty() || retries.begin(client.user(), type, retryId.get(), pending)) {
        handle(client, command, pending);
      }
    } catch (RefusalException e) {
      pending.refuse(e.refusal());
    } catch (IllegalArgumentException e) {
      LOG.error("A command was let through whose type nobody declared", e);
      pending.refuse(FAILED);
    }
  }

  private void handle(LiveClient client, Command command, Pending pending) {
    current = pending;
    try {
      Result result = offer(client, command);
      Optional<RecordFormat<?>> reply = room.settings().types().of(command).reply();
      if (result.stage().isPresent()) {
        answering.await(
            () -> result.stage().get().thenApply(value -> data(reply, value)),
            pending::handled,
            failure -> pending.refuse(refusal(failure)));
      } else if (result.data().isPresent() && reply.isEmpty()) {
        throw new IllegalStateException(
            command.getClass().getName() + " needs MessageType.withReply to be answered with data");
      } else {
        pending.handled(data(reply, result.data().orElse(null)));
      }
    } catch (RuntimeException | Error e) {
      pending.refuse(refusal(e));
    } finally {
      current = null;
    }
  }

  /** The value of a stage whose command declares no data means nothing. */
  private static Optional<Fields> data(Optional<RecordFormat<?>> reply, @Nullable Object value) {
    return value == null ? Optional.empty() : reply.map(format -> format.fields(value));
  }

  private Result offer(LiveClient client, Command command) {
    if (command instanceof Pong) {
      return Result.DONE;
    }
    for (Feature feature : room.features().all()) {
      Result result = feature.handle(client, command);
      if (result != Result.UNHANDLED) {
        return result;
      }
    }
    throw new RefusalException(
        Refusal.UNSUPPORTED,
        "This room does nothing with " + room.settings().types().of(command).name());
  }

  private static Refusal refusal(Throwable failure) {
    Throwable cause = LiveRooms.unwrapped(failure);
    if (cause instanceof RefusalException refused) {
      return refused.refusal();
    }
    LOG.error("A command failed", cause);
    return FAILED;
  }
}
