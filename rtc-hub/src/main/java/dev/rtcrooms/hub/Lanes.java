package dev.rtcrooms.hub;

import dev.rtcrooms.spi.Lane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members of a room by their lanes; for the mailbox. A lane's members are an array that is
 * never changed but replaced, so that the lane may walk it while the room goes on.
 */
final class Lanes {

  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final IdentityHashMap<Lane, LiveClient[]> members = new IdentityHashMap<>();
  private final LongSupplier nanoTime;

  Lanes(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void add(LiveClient client) {
    members.merge(client.lane(), new LiveClient[] {client}, Lanes::joined);
  }

  void remove(LiveClient client) {
    members.computeIfPresent(client.lane(), (lane, present) -> without(present, client));
  }

  void clear() {
    members.clear();
  }

  /** Hands a turn, once, to every lane that hears something of it. */
  void deliver(Spoken spoken) {
    hearers(spoken)
        .forEach(
            (lane, clients) -> {
              try {
                lane.execute(() -> deliver(spoken, clients));
              } catch (RuntimeException e) {
                LOG.error("A lane took no task", e);
              }
            });
  }

  /** A turn that was private wakes no lane, and looks at no client, that it does not concern. */
  private IdentityHashMap<Lane, LiveClient[]> hearers(Spoken spoken) {
    if (spoken.isShared()) {
      return members;
    }
    IdentityHashMap<Lane, List<LiveClient>> some = new IdentityHashMap<>();
    for (LiveClient client : spoken.own().keySet()) {
      some.computeIfAbsent(client.lane(), lane -> new ArrayList<>()).add(client);
    }
    IdentityHashMap<Lane, LiveClient[]> hearers = new IdentityHashMap<>();
    some.forEach((lane, clients) -> hearers.put(lane, clients.toArray(LiveClient[]::new)));
    return hearers;
  }

  /** On the lane, for which it is the same moment for all of these. */
  private void deliver(Spoken spoken, LiveClient[] clients) {
    long now = nanoTime.getAsLong();
    for (LiveClient client : clients) {
      client.deliver(spoken, now);
    }
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
