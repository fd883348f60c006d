package dev.rtcrooms.hub;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Door;
import dev.rtcrooms.spi.Batch;
import dev.rtcrooms.spi.Outgoing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the room says until its turn ends; for the mailbox. What all hear stands in one
 * list for each door; a client that hears something private has notes of where in that list it
 * belongs.
 */
final class Turn {

  private List<Outgoing> toParticipants = new ArrayList<>();
  private List<Outgoing> toWatchers = new ArrayList<>();
  private IdentityHashMap<LiveClient, Own> own = new IdentityHashMap<>();

  /**
   * What a client heard at its former door, where it began to hear its door's list, and what it
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

  void broadcast(Outgoing message, Audience audience) {
    if (audience.includes(Door.PARTICIPANT)) {
      toParticipants.add(message);
    }
    if (audience.includes(Door.WATCHER)) {
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
   * Up to here the client hears what is said at its door, and from here on what is at the other.
   */
  void moving(LiveClient client, Runnable move) {
    List<Outgoing> before = List.copyOf(share(client, own.get(client)));
    move.run();
    own.put(client, new Own(before, shared(client).size()));
  }

  /** Up to here the client hears what is said: gives its share, or null if there is none. */
  @Nullable Batch left(LiveClient client) {
    List<Outgoing> share = share(client, own.remove(client));
    return share.isEmpty() ? null : Batch.of(share);
  }

  boolean isEmpty() {
    return toParticipants.isEmpty() && toWatchers.isEmpty() && own.isEmpty();
  }

  Spoken end() {
    Map<LiveClient, Batch> batches = new HashMap<>();
    own.forEach(
        (client, notes) -> {
          List<Outgoing> share = share(client, notes);
          if (!share.isEmpty()) {
            batches.put(client, Batch.of(share));
          }
        });
    Spoken spoken = new Spoken(batch(toParticipants), batch(toWatchers), batches);
    toParticipants = new ArrayList<>();
    toWatchers = new ArrayList<>();
    own = new IdentityHashMap<>();
    return spoken;
  }

  private List<Outgoing> shared(LiveClient client) {
    return client.door() == Door.PARTICIPANT ? toParticipants : toWatchers;
  }

  private List<Outgoing> share(LiveClient client, @Nullable Own mine) {
    List<Outgoing> shared = shared(client);
    if (mine == null) {
      return shared;
    }
    List<Outgoing> share = new ArrayList<>(mine.before);
    int at = mine.from;
    for (Note note : mine.notes) {
      share.addAll(shared.subList(at, note.before()));
      share.add(note.message());
      at = note.before();
    }
    share.addAll(shared.subList(at, shared.size()));
    return share;
  }

  private static @Nullable Batch batch(List<Outgoing> messages) {
    return messages.isEmpty() ? null : Batch.of(messages);
  }
}
