package dev.rtcrooms.hub.command;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.feature.FeatureList;
import dev.rtcrooms.hub.feature.MessageTypes;
import dev.rtcrooms.hub.listening.ListenerQueue;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.hub.recording.Recorder;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.SayTo;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.spi.CommandObserver;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.transport.Inbound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks commands, passes them to the room's features, and answers them; for the mailbox. */
public final class CommandHandler {

  private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);

  private static final Refusal RATE_LIMITED =
      Refusal.of(Refusal.RATE_LIMITED, "Too many commands; send more slowly");

  /** A name has no more bytes on the wire: 3 for each character. */
  private static final int LONGEST_NAME = 3 * User.MAX_NAME;

  private final Hub hub;
  private final FeatureList features;
  private final MessageTypes types;
  private final Results results;
  private final Scheduler scheduler;
  private final Limits limits;
  private final RefusalCounts refusals;
  private final @Nullable CommandObserver observer;
  private final RetryCache retries;
  private final RateLimit roomCommands;
  private final RateLimit roomBytes;

  /**
   * The handler of one room's commands.
   *
   * @param hub sends the answers
   * @param recorder is told which command records an event
   * @param retries recognises commands that were carried out already
   * @param refusals counts what is refused before it is handled
   * @param observer is told of each command, if there is one
   */
  public CommandHandler(
      Hub hub,
      FeatureList features,
      MessageTypes types,
      Recorder recorder,
      RetryCache retries,
      AsyncCalls calls,
      Scheduler scheduler,
      Limits limits,
      RefusalCounts refusals,
      @Nullable CommandObserver observer) {
    this.hub = hub;
    this.features = features;
    this.types = types;
    this.retries = retries;
    results = new Results(recorder, calls);
    this.scheduler = scheduler;
    this.limits = limits;
    this.refusals = refusals;
    this.observer = observer;
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
    boolean fits = small && (bytes == 0 || fitsRoom(rate, now, messages, bytes));
    for (Inbound message : messages) {
      if (sender.hasEnded()) {
        return;
      }
      double cost = cost(message);
      boolean allowed = small ? rate.allows(now, cost) : rate.denies();
      if (allowed && fits && isAllowedInRoom(message, now, cost)) {
        receive(sender, message, now);
      } else if (rate.denials() > limits.commandBurst()) {
        sender.disconnect(CloseReason.FLOODING);
      } else {
        refuse(sender, message, RATE_LIMITED);
      }
    }
  }

  /** Counts what the room tells each client because of a frame, if it is within the limits. */
  private boolean fitsRoom(SenderRate rate, long now, List<Inbound> messages, int bytes) {
    int added = addedBytes(rate, messages);
    if (added == 0) {
      return true;
    }
    long told = (long) bytes + added;
    return rate.allowsFanOut(now, told * hub.clients().size())
        && roomBytes.allows(now, (double) told);
  }

  /**
   * By how much the events that tell of a frame's commands are longer than the frame. It is 0 if
   * there are none: signals go to one client each and answers to pings to none, so they cannot make
   * others too slow.
   */
  private static int addedBytes(SenderRate rate, List<Inbound> messages) {
    int added = 0;
    for (Inbound message : messages) {
      if (!isSignal(message) && !isPong(message)) {
        added += rate.addedBytes() + (namesReceiver(message) ? LONGEST_NAME : 0);
      }
    }
    return added;
  }

  /** The event has the receiver's name, and the command only the id. */
  private static boolean namesReceiver(Inbound message) {
    return message instanceof Inbound.Accepted accepted && accepted.command() instanceof SayTo;
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

  private void receive(Sender sender, Inbound message, long now) {
    if (message instanceof Inbound.Rejected rejected) {
      refuse(sender, rejected, rejected.refusal());
    } else if (message instanceof Inbound.Accepted accepted) {
      if (types.hasReply(accepted.command())
          && !sender.rate().allowsAnswer(now, sender.recipient().waitingBytes())) {
        refuse(sender, accepted, SenderRate.ANSWERED_ENOUGH);
        return;
      }
      carryOut(sender, accepted);
    }
  }

  /** Refuses what nobody else is told of. */
  private void refuse(Sender sender, Inbound message, Refusal refusal) {
    refusals.refused(refusal);
    hub.send(sender, new Refused(message.ref(), refusal));
  }

  private void carryOut(Sender sender, Inbound.Accepted accepted) {
    Command command = accepted.command();
    PendingCommand pending = new PendingCommand(hub, sender, accepted.ref(), command);
    try {
      MessageType<?> type = types.of(command);
      Grants grants = sender.grants();
      if (!grants.allows(Grants.JOIN) && !(command instanceof Pong)) {
        tell(sender, type, command, pending);
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
        results.handle(pending, type, () -> offer(sender, command));
      }
    } catch (RefusalException e) {
      pending.refuse(e.refusal());
    } catch (IllegalArgumentException e) {
      LOG.error("The codec accepted a command of an undeclared type", e);
      pending.refuse(Results.FAILED);
    }
  }

  /** The host's observer and listener are told, unless it answers a ping: that is no news. */
  private void tell(Sender sender, MessageType<?> type, Command command, PendingCommand pending) {
    if (command instanceof Pong) {
      return;
    }
    if (observer != null) {
      observe(observer, sender, type, pending);
    }
    if (!(sender.room().listener() instanceof ListenerQueue listener)) {
      return;
    }
    long began = scheduler.nanoTime();
    pending.whenAnswered(
        refusal -> {
          Duration took = Duration.ofNanos(scheduler.nanoTime() - began);
          listener.handled(sender, type.name(), took, refusal);
        });
  }

  private static void observe(
      CommandObserver observer, Sender sender, MessageType<?> type, PendingCommand pending) {
    try {
      pending.observedBy(observer.begin(sender, type.name()));
    } catch (RuntimeException e) {
      LOG.error("The observer of commands failed", e);
    }
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
}
