package dev.rtcrooms.hub.delivery;

import dev.rtcrooms.Audience;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.hub.outbox.Outbox;
import dev.rtcrooms.hub.outbox.TurnMessages;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Outgoing;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a room sends: collected during a turn of the mailbox, then delivered to each lane
 * once; for the mailbox.
 */
public final class RoomOutput {

  private final Limits limits;
  private final Scheduler scheduler;
  private final Lanes lanes;
  private final Turn turn;
  private final EventCounts counts;

  /** An output that counts no events. */
  public RoomOutput(Limits limits, Scheduler scheduler, Executor executor) {
    this(limits, scheduler, executor, new EventCounts(List.of()));
  }

  /**
   * The output of one room without recipients.
   *
   * @param executor delivers to the rest of a large room that uses {@link
   *     dev.rtcrooms.transport.Lane#MAILBOX}
   * @param counts counts the messages of turns
   */
  public RoomOutput(Limits limits, Scheduler scheduler, Executor executor, EventCounts counts) {
    this.limits = limits;
    this.scheduler = scheduler;
    this.counts = counts;
    lanes = new Lanes(limits.outboundFrameBytes(), executor, scheduler::nanoTime);
    turn = new Turn(limits.outboundFrameBytes(), scheduler::nanoTime);
  }

  /**
   * Creates a recipient, which receives nothing before it is {@linkplain #add added}.
   *
   * @param disconnect called on any thread when the connection fails or is too slow
   */
  public Recipient recipient(Connection connection, Role role, Consumer<CloseReason> disconnect) {
    return new Recipient(
        connection,
        role,
        lanes.queue(connection.lane()),
        new Outbox(connection, limits, scheduler, disconnect),
        disconnect);
  }

  /** From now on the recipient receives broadcasts and private messages. */
  public void add(Recipient recipient) {
    lanes.add(recipient);
    turn.joined(recipient);
  }

  /** From now on the recipient gets the turns that are {@linkplain #relay relayed}. */
  public void addRelayed(Recipient recipient) {
    lanes.add(recipient);
  }

  /**
   * Removes a recipient.
   *
   * @param deliver whether it still gets this turn's messages
   */
  public void remove(Recipient recipient, boolean deliver) {
    lanes.remove(recipient);
    TurnMessages last = turn.left(recipient);
    if (last != null && deliver) {
      recipient.lane().execute(() -> recipient.deliver(last, scheduler.nanoTime()));
    }
    recipient.left();
  }

  /** Removes all recipients, after what was sent so far is on its way. */
  public void clear() {
    endTurn();
    lanes.clear();
  }

  /** Changes a recipient's role from here on in the room's order. */
  public void move(Recipient recipient, Role to) {
    turn.move(recipient, to);
  }

  /** Changes the role of a recipient of {@linkplain #relay relayed} turns. */
  public void moveRelayed(Recipient recipient, Role to) {
    recipient.role(to);
  }

  /** Adds a message to the turn, for all recipients of the audience. */
  public void broadcast(Outgoing message, Audience audience) {
    counts.sent(message.type());
    turn.broadcast(message, audience);
  }

  /** Adds a message to the turn, for one recipient that was added. */
  public void send(Recipient recipient, Outgoing message) {
    counts.sent(message.type());
    turn.send(recipient, message);
  }

  /** Sends a message to a recipient that was not added yet, apart from the turns. */
  public void sendAlone(Recipient recipient, Outgoing message) {
    long now = scheduler.nanoTime();
    TurnMessages alone =
        new TurnMessages(List.of(message), false, now, limits.outboundFrameBytes());
    recipient.lane().execute(() -> recipient.deliver(alone, scheduler.nanoTime()));
  }

  /** As {@link #send}, for several recipients, which share their frame. */
  public void sendShared(List<Recipient> recipients, Outgoing message) {
    counts.sent(message.type());
    recipients.forEach(recipient -> turn.sendShared(recipient, message));
  }

  /** Excludes a recipient from the last broadcast, whose audience it belongs to. */
  public void skipLast(Recipient recipient) {
    turn.skipLast(recipient);
  }

  /** Hands the turn's messages to the lanes, and begins the next turn. */
  public void endTurn() {
    if (!turn.isEmpty()) {
      TurnOutput output = turn.end();
      if (!output.isEmpty()) {
        lanes.deliver(output);
      }
    }
  }

  /**
   * Delivers a turn of another node at once.
   *
   * @param toParticipants what participants get, perhaps nothing
   * @param toWatchers what watchers get, perhaps nothing
   * @param individual what some recipients get instead; recipients with the same list share frames
   */
  public void relay(
      List<Outgoing> toParticipants,
      List<Outgoing> toWatchers,
      Map<Recipient, List<Outgoing>> individual) {
    long now = scheduler.nanoTime();
    IdentityHashMap<List<Outgoing>, TurnMessages> groups = new IdentityHashMap<>();
    Map<Recipient, TurnMessages> own = new HashMap<>();
    individual.forEach(
        (recipient, messages) ->
            own.put(
                recipient,
                TurnOutput.orNothing(
                    groups.computeIfAbsent(messages, list -> relayed(list, now)))));
    lanes.deliver(new TurnOutput(relayed(toParticipants, now), relayed(toWatchers, now), own));
  }

  private @Nullable TurnMessages relayed(List<Outgoing> messages, long now) {
    return messages.isEmpty()
        ? null
        : new TurnMessages(messages, true, now, limits.outboundFrameBytes());
  }

  /** How many deliveries wait on all lanes; any thread. */
  public int undone() {
    return lanes.undone();
  }

  /** For how long the oldest of them waits, at most; any thread. */
  public Duration age() {
    return lanes.age();
  }

  /** Runs a task when everything so far was delivered to recipients on the mailbox's own lane. */
  public void whenDelivered(Runnable task) {
    lanes.whenDelivered(task);
  }
}
