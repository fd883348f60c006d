package dev.rtcrooms.hub;

import dev.rtcrooms.transport.Lane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of a room by their lanes; for the mailbox. A lane's members are an array that is
 * never changed but replaced, so that the lane may walk it while the room goes on.
 */
final class Lanes {

  private final IdentityHashMap<LaneQueue, LiveClient[]> members = new IdentityHashMap<>();
  private final IdentityHashMap<Lane, LaneQueue> queues = new IdentityHashMap<>();
  private final Settings settings;
  private final LaneQueue mailbox;

  Lanes(Settings settings) {
    this.settings = settings;
    mailbox = new LaneQueue(Lane.MAILBOX, settings);
  }

  /** The queue for a connection of this lane; members of one lane nearly always share it. */
  LaneQueue queue(Lane lane) {
    if (lane == Lane.MAILBOX) {
      return mailbox;
    }
    LaneQueue known = queues.get(lane);
    return known != null ? known : new LaneQueue(lane, settings);
  }

  /** Runs a task when all whose lane is the mailbox were told what they are to hear so far. */
  void whenTold(Runnable task) {
    mailbox.execute(task);
  }

  void add(LiveClient client) {
    members.merge(client.lane(), new LiveClient[] {client}, Lanes::joined);
    queues.putIfAbsent(client.lane().lane(), client.lane());
  }

  void remove(LiveClient client) {
    members.computeIfPresent(client.lane(), (lane, present) -> without(present, client));
    if (!members.containsKey(client.lane())) {
      queues.remove(client.lane().lane(), client.lane());
    }
  }

  void clear() {
    members.clear();
    queues.clear();
  }

  /** Gives a turn, once, to every lane that hears something of it. */
  void deliver(Spoken spoken) {
    hearers(spoken).forEach((lane, clients) -> lane.deliver(spoken, clients));
  }

  /** A turn that was private wakes no lane, and looks at no client, that it does not concern. */
  private IdentityHashMap<LaneQueue, LiveClient[]> hearers(Spoken spoken) {
    if (spoken.isShared()) {
      return members;
    }
    IdentityHashMap<LaneQueue, List<LiveClient>> some = new IdentityHashMap<>();
    for (LiveClient client : spoken.own().keySet()) {
      some.computeIfAbsent(client.lane(), lane -> new ArrayList<>()).add(client);
    }
    IdentityHashMap<LaneQueue, LiveClient[]> hearers = new IdentityHashMap<>();
    some.forEach((lane, clients) -> hearers.put(lane, clients.toArray(LiveClient[]::new)));
    return hearers;
  }

  private static LiveClient[] joined(LiveClient[] present, LiveClient[] more) {
    LiveClient[] all = Arrays.copyOf(present, present.length + more.length);
    System.arraycopy(more, 0, all, present.length, more.length);
    return all;
  }

  private static LiveClient @Nullable [] without(LiveClient[] present, LiveClient client) {
    LiveClient[] rest =
        Arrays.stream(present).filter(other -> other != client).toArray(LiveClient[]::new);
    return rest.length == 0 ? null : rest;
  }
}
