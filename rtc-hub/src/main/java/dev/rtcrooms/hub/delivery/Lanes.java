package dev.rtcrooms.hub.delivery;

import dev.rtcrooms.transport.Lane;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** The recipients of a room by lane; for the mailbox. */
final class Lanes {

  private final IdentityHashMap<LaneQueue, RecipientList> recipients = new IdentityHashMap<>();
  private final ConcurrentHashMap<Lane, LaneQueue> queues = new ConcurrentHashMap<>();
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
    if (lane instanceof RemoteLane) {
      queues.keySet().removeIf(known -> known instanceof RemoteLane remote && remote.isOver());
      return queues.computeIfAbsent(lane, this::newQueue); // of two, each would send all turns
    }
    LaneQueue known = queues.get(lane);
    return known != null ? known : newQueue(lane);
  }

  private LaneQueue newQueue(Lane lane) {
    return new LaneQueue(lane, executor, nanoTime);
  }

  /** How many tasks wait on all lanes; any thread. */
  int undone() {
    int undone = mailbox.undone().count();
    for (LaneQueue queue : queues.values()) {
      undone += queue == mailbox ? 0 : queue.undone().count();
    }
    return undone;
  }

  /** For how long the oldest task waits on a lane, at most; any thread. */
  Duration age() {
    Duration oldest = mailbox.undone().age();
    for (LaneQueue queue : queues.values()) {
      Duration age = queue.undone().age();
      oldest = age.compareTo(oldest) > 0 ? age : oldest;
    }
    return oldest;
  }

  /** Runs a task when all recipients on the mailbox's own lane were served so far. */
  void whenDelivered(Runnable task) {
    mailbox.execute(task);
  }

  void add(Recipient recipient) {
    recipient.place(list(recipient.lane(), recipients).add(recipient));
    queues.putIfAbsent(recipient.lane().lane(), recipient.lane());
  }

  private static RecipientList list(LaneQueue lane, Map<LaneQueue, RecipientList> lists) {
    return lists.computeIfAbsent(lane, queue -> new RecipientList());
  }

  void remove(Recipient recipient) {
    RecipientList present = recipients.get(recipient.lane());
    if (present != null) {
      present.remove(recipient);
      if (present.isEmpty()) {
        recipients.remove(recipient.lane());
      }
    }
    if (!recipients.containsKey(recipient.lane()) && !recipient.isRemote()) {
      queues.remove(recipient.lane().lane(), recipient.lane());
    }
  }

  void clear() {
    recipients.clear();
    queues.clear();
  }

  /** Gives a turn to each lane that has a recipient of it, once. */
  void deliver(TurnOutput output) {
    recipientsOf(output).forEach((lane, some) -> lane.add(delivery(output, lane, some.snapshot())));
  }

  private LaneTask delivery(TurnOutput output, LaneQueue lane, RecipientList.Snapshot some) {
    return lane.lane() instanceof RemoteLane remote
        ? new RemoteDelivery(output, lane, remote, some)
        : new LaneDelivery(output, some, frameBytes);
  }

  /** A turn without broadcasts wakes only the lanes of its recipients, and visits no others. */
  private IdentityHashMap<LaneQueue, RecipientList> recipientsOf(TurnOutput output) {
    if (output.isShared()) {
      return recipients;
    }
    IdentityHashMap<LaneQueue, RecipientList> some = new IdentityHashMap<>();
    for (Recipient recipient : output.individual().keySet()) {
      int unused = list(recipient.lane(), some).add(recipient);
    }
    return some;
  }
}
