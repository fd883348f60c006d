package dev.rtcrooms.hub;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Role;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the room says until its turn ends; for the mailbox. What all hear stands in one
 * list for each role; a client that hears something private has notes of where in that list it
 * belongs.
 */
final class Turn {

  private final int frameBytes;
  private final LongSupplier nanoTime;
  private List<Outgoing> toParticipants = new ArrayList<>();
  private List<Outgoing> toWatchers = new ArrayList<>();
  private IdentityHashMap<LiveClient, Own> own = new IdentityHashMap<>();

  /**
   * What a client heard at its former role, where it began to hear its role's list, and what it
   * heard beside it.
   */
  private static final class Own {
    final List<Outgoing> before;
    final int from;
    final List<Note> notes = new ArrayList<>();

    Own(List<Outgoing> before, int from) {
      this.before = before;
      this.from = from;
    }
  }

  private record Note(int before, Outgoing message) {}

  Turn(int frameBytes, LongSupplier nanoTime) {
    this.frameBytes = frameBytes;
    this.nanoTime = nanoTime;
  }

  void broadcast(Outgoing message, Audience audience) {
    if (audience.includes(Role.PARTICIPANT)) {
      toParticipants.add(message);
    }
    if (audience.includes(Role.WATCHER)) {
      toWatchers.add(message);
    }
  }

  void send(LiveClient client, Outgoing message) {
    own.computeIfAbsent(client, c -> new Own(List.of(), 0))
        .notes
        .add(new Note(shared(client).size(), message));
  }

  /** From here on the client hears what is said. */
  void joined(LiveClient client) {
    own.put(client, new Own(List.of(), shared(client).size()));
  }

  /**
   * Up to here the client hears what is said at its role, and from here on what is at the other.
   */
  void moving(LiveClient client, Runnable move) {
    List<Outgoing> before = List.copyOf(heard(client, own.get(client)));
    move.run();
    own.put(client, new Own(before, shared(client).size()));
  }

  /** Up to here the client hears what is said: gives its share, or null if there is none. */
  @Nullable Share left(LiveClient client) {
    List<Outgoing> heard = heard(client, own.remove(client));
    return heard.isEmpty() ? null : share(List.copyOf(heard), false, nanoTime.getAsLong());
  }

  boolean isEmpty() {
    return toParticipants.isEmpty() && toWatchers.isEmpty() && own.isEmpty();
  }

  Spoken end() {
    long now = nanoTime.getAsLong();
    Spoken spoken =
        new Spoken(common(toParticipants, now), common(toWatchers, now), privately(now));
    toParticipants = new ArrayList<>();
    toWatchers = new ArrayList<>();
    return spoken;
  }

  private Map<LiveClient, Share> privately(long now) {
    if (own.isEmpty()) {
      return Map.of();
    }
    Map<LiveClient, Share> shares = new HashMap<>();
    own.forEach(
        (client, notes) -> {
          List<Outgoing> heard = heard(client, notes);
          if (!heard.isEmpty()) {
            shares.put(client, share(heard, false, now));
          }
        });
    own = new IdentityHashMap<>();
    return shares;
  }

  private List<Outgoing> shared(LiveClient client) {
    return client.role() == Role.PARTICIPANT ? toParticipants : toWatchers;
  }

  private List<Outgoing> heard(LiveClient client, @Nullable Own mine) {
    List<Outgoing> shared = shared(client);
    if (mine == null) {
      return shared;
    }
    List<Outgoing> heard = new ArrayList<>(mine.before);
    int at = mine.from;
    for (Note note : mine.notes) {
      heard.addAll(shared.subList(at, note.before()));
      heard.add(note.message());
      at = note.before();
    }
    heard.addAll(shared.subList(at, shared.size()));
    return heard;
  }

  private @Nullable Share common(List<Outgoing> messages, long now) {
    return messages.isEmpty() ? null : share(messages, true, now);
  }

  private Share share(List<Outgoing> messages, boolean common, long now) {
    return new Share(messages, common, now, frameBytes);
  }
}
