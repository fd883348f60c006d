package dev.rtcrooms.hub.command;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.hub.feature.FeatureList;
import dev.rtcrooms.hub.feature.MessageTypes;
import dev.rtcrooms.hub.listening.ListenerQueue;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.hub.recording.Recorder;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.RecordFormat;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.transport.Inbound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks commands, passes them to the room's features, and answers them; for the mailbox. */
public final class CommandHandler {

  private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);

  private static final Refusal RATE_LIMITED =
      Refusal.of(Refusal.RATE_LIMITED, "Too many commands; send more slowly");
  private static final Refusal FAILED =
      Refusal.of(Refusal.INTERNAL, "The server could not carry this out");

  private final Hub hub;
  private final FeatureList features;
  private final MessageTypes types;
  private final Recorder recorder;
  private final AsyncCalls calls;
  private final Scheduler scheduler;
  private final Limits limits;
  private final RetryCache retries;
  private final RateLimit roomCommands;
  private final RateLimit roomBytes;

  /**
   * The handler of one room's commands.
   *
   * @param hub sends the answers
   * @param recorder is told which command records an event
   * @param retries recognises commands that were carried out already
   */
  public CommandHandler(
      Hub hub,
      FeatureList features,
      MessageTypes types,
      Recorder recorder,
      RetryCache retries,
      AsyncCalls calls,
      Scheduler scheduler,
      Limits limits) {
    this.hub = hub;
    this.features = features;
    this.types = types;
    this.recorder = recorder;
    this.retries = retries;
    this.calls = calls;
    this.scheduler = scheduler;
    this.limits = limits;
    roomCommands = new RateLimit(limits.roomCommands(), scheduler.nanoTime());
    roomBytes = new RateLimit(limits.roomBytes(), scheduler.nanoTime());
  }

  /**
   * Handles the messages of one frame, in order.
   *
   * @param bytes the size of the frame
   */
  public void receive(Sender sender, List<Inbound> messages, int bytes) {
    long now = scheduler.nanoTime();
    SenderRate rate = sender.rate();
    boolean small = bytes == 0 || rate.allowsBytes(now, bytes);
    boolean fits = small && (bytes == 0 || !isForRoom(messages) || fitsRoom(rate, now, bytes));
    for (Inbound message : messages) {
      if (sender.hasEnded()) {
        return;
      }
      double cost = cost(message);
      boolean allowed = small ? rate.allows(now, cost) : rate.denies();
      if (allowed && fits && isAllowedInRoom(message, now, cost)) {
        receive(sender, message);
      } else if (rate.denials() > limits.commandBurst()) {
        sender.disconnect(CloseReason.FLOODING);
      } else {
        hub.send(sender, new Refused(message.ref(), RATE_LIMITED));
      }
    }
  }

  /**
   * Signals go to one client each and answers to pings to none, so they cannot make others too
   * slow.
   */
  private static boolean isForRoom(List<Inbound> messages) {
    for (Inbound message : messages) {
      if (!isSignal(message) && !isPong(message)) {
        return true;
      }
    }
    return false;
  }

  private boolean fitsRoom(SenderRate rate, long now, int bytes) {
    return rate.allowsFanOut(now, (long) bytes * hub.clients().size())
        && roomBytes.allows(now, bytes);
  }

  private static boolean isSignal(Inbound message) {
    return message instanceof Inbound.Accepted accepted && accepted.command() instanceof Signal;
  }

  private static boolean isPong(Inbound message) {
    return message instanceof Inbound.Accepted accepted && accepted.command() instanceof Pong;
  }

  /** An answer to a ping is not counted for the room, whose size alone decides how many come. */
  private boolean isAllowedInRoom(Inbound message, long now, double cost) {
    return isPong(message) || roomCommands.allows(now, cost);
  }

  private double cost(Inbound message) {
    return message instanceof Inbound.Accepted accepted
        ? 1.0 / types.allowance(accepted.command())
        : 1;
  }

  private void receive(Sender sender, Inbound message) {
    if (message instanceof Inbound.Rejected rejected) {
      hub.send(sender, new Refused(rejected.ref(), rejected.refusal()));
    } else if (message instanceof Inbound.Accepted accepted) {
      carryOut(sender, accepted);
    }
  }

  private void carryOut(Sender sender, Inbound.Accepted accepted) {
    Command command = accepted.command();
    PendingCommand pending = new PendingCommand(hub, sender, accepted.ref(), command);
    try {
      MessageType<?> type = types.of(command);
      Grants grants = sender.grants();
      if (!grants.allows(Grants.JOIN) && !(command instanceof Pong)) {
        throw new RefusalException(Refusal.NOT_ALLOWED, "The grants have expired");
      }
      Optional<String> grant = type.requiredGrant();
      if (grant.isPresent() && !grants.allows(grant.get())) {
        tell(sender, type, command, pending);
        throw new RefusalException(
            Refusal.NOT_ALLOWED, type.name() + " needs the grant " + grant.get());
      }
      Optional<String> retryId = type.retryId(command);
      if (retryId.isEmpty() || retries.add(sender.user(), type, retryId.get(), pending)) {
        tell(sender, type, command, pending);
        attributed(pending, () -> settle(offer(sender, command), type, pending));
      }
    } catch (RefusalException e) {
      pending.refuse(e.refusal());
    } catch (IllegalArgumentException e) {
      LOG.error("The codec accepted a command of an undeclared type", e);
      pending.refuse(FAILED);
    }
  }

  /** The host's listener is told of the answer, unless it answers a ping: that is no news. */
  private void tell(Sender sender, MessageType<?> type, Command command, PendingCommand pending) {
    if (command instanceof Pong || !(sender.room().listener() instanceof ListenerQueue listener)) {
      return;
    }
    long began = scheduler.nanoTime();
    pending.whenAnswered(
        refusal -> {
          Duration took = Duration.ofNanos(scheduler.nanoTime() - began);
          listener.handled(sender, type.name(), took, refusal);
        });
  }

  /** Runs a part of a command: what it records belongs to the command, and it may refuse it. */
  private void attributed(PendingCommand pending, Runnable part) {
    recorder.attributeTo(pending);
    try {
      part.run();
    } catch (RuntimeException | Error e) {
      pending.refuse(refusal(e));
    } finally {
      recorder.attributeTo(null);
    }
  }

  private void settle(Result result, MessageType<?> type, PendingCommand pending) {
    Optional<RecordFormat<?>> reply = type.reply();
    if (result == Result.UNHANDLED) {
      throw new IllegalStateException("The continuation of a command left it unhandled");
    } else if (result.next().isPresent()) {
      calls.await(
          () -> result.stage().orElseThrow(),
          value ->
              attributed(pending, () -> settle(result.next().get().apply(value), type, pending)),
          failure -> pending.refuse(refusal(failure)));
    } else if (result.stage().isPresent()) {
      calls.await(
          () -> result.stage().get().thenApply(value -> data(reply, value)),
          pending::handled,
          failure -> pending.refuse(refusal(failure)));
    } else if (result.data().isPresent() && reply.isEmpty()) {
      throw new IllegalStateException(
          type.type().getName() + " needs MessageType.withReply to be answered with data");
    } else {
      pending.handled(data(reply, result.data().orElse(null)));
    }
  }

  /** The value of a stage is ignored if the command declares no data for its reply. */
  private static Optional<Fields> data(Optional<RecordFormat<?>> reply, @Nullable Object value) {
    return value == null ? Optional.empty() : reply.map(format -> format.fields(value));
  }

  private Result offer(Sender sender, Command command) {
    if (command instanceof Pong) {
      return Result.DONE;
    }
    for (Feature feature : features.all()) {
      Result result = feature.handle(sender, command);
      if (result != Result.UNHANDLED) {
        return result;
      }
    }
    throw new RefusalException(
        Refusal.UNSUPPORTED, "No feature of this room handles " + types.of(command).name());
  }

  private static Refusal refusal(Throwable failure) {
    Throwable cause = AsyncCalls.cause(failure);
    if (cause instanceof RefusalException refused) {
      return refused.refusal();
    }
    if (cause instanceof CancellationException) {
      LOG.debug("A command was cancelled", cause); // its client has left
      return FAILED;
    }
    LOG.error("A command failed", cause);
    return FAILED;
  }
}
