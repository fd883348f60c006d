package dev.rtcrooms.hub.delivery;

import dev.rtcrooms.transport.Lane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The recipients of a room by lane; for the mailbox. The array of a lane's recipients is replaced
 * and never changed, so that the lane can read it while the room continues.
 */
final class Lanes {

  private final IdentityHashMap<LaneQueue, Recipient[]> recipients = new IdentityHashMap<>();
  private final IdentityHashMap<Lane, LaneQueue> queues = new IdentityHashMap<>();
  private final int frameBytes;
  private final Executor executor;
  private final LongSupplier nanoTime;
  private final LaneQueue mailbox;

  Lanes(int frameBytes, Executor executor, LongSupplier nanoTime) {
    this.frameBytes = frameBytes;
    this.executor = executor;
    this.nanoTime = nanoTime;
    mailbox = newQueue(Lane.MAILBOX);
  }

  /** The queue for a connection of this lane; recipients of one lane nearly always share it. */
  LaneQueue queue(Lane lane) {
    if (lane == Lane.MAILBOX) {
      return mailbox;
    }
    LaneQueue known = queues.get(lane);
    return known != null ? known : newQueue(lane);
  }

  private LaneQueue newQueue(Lane lane) {
    return new LaneQueue(lane, executor, nanoTime);
  }

  /** Runs a task when all recipients on the mailbox's own lane were served so far. */
  void whenDelivered(Runnable task) {
    mailbox.execute(task);
  }

  void add(Recipient recipient) {
    recipients.merge(recipient.lane(), new Recipient[] {recipient}, Lanes::joined);
    queues.putIfAbsent(recipient.lane().lane(), recipient.lane());
  }

  void remove(Recipient recipient) {
    recipients.computeIfPresent(recipient.lane(), (lane, present) -> without(present, recipient));
    if (!recipients.containsKey(recipient.lane())) {
      queues.remove(recipient.lane().lane(), recipient.lane());
    }
  }

  void clear() {
    recipients.clear();
    queues.clear();
  }

  /** Gives a turn to each lane that has a recipient of it, once. */
  void deliver(TurnOutput output) {
    recipientsOf(output)
        .forEach((lane, some) -> lane.add(new LaneDelivery(output, some, frameBytes)));
  }

  /** A turn without broadcasts wakes only the lanes of its recipients, and visits no others. */
  private IdentityHashMap<LaneQueue, Recipient[]> recipientsOf(TurnOutput output) {
    if (output.isShared()) {
      return recipients;
    }
    IdentityHashMap<LaneQueue, List<Recipient>> byLane = new IdentityHashMap<>();
    for (Recipient recipient : output.individual().keySet()) {
      byLane.computeIfAbsent(recipient.lane(), lane -> new ArrayList<>()).add(recipient);
    }
    IdentityHashMap<LaneQueue, Recipient[]> some = new IdentityHashMap<>();
    byLane.forEach((lane, list) -> some.put(lane, list.toArray(Recipient[]::new)));
    return some;
  }

  private static Recipient[] joined(Recipient[] present, Recipient[] more) {
    Recipient[] all = Arrays.copyOf(present, present.length + more.length);
    System.arraycopy(more, 0, all, present.length, more.length);
    return all;
  }

  private static Recipient @Nullable [] without(Recipient[] present, Recipient recipient) {
    Recipient[] rest =
        Arrays.stream(present).filter(other -> other != recipient).toArray(Recipient[]::new);
    return rest.length == 0 ? null : rest;
  }
}
