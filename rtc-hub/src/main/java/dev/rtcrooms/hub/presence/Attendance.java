package dev.rtcrooms.hub.presence;

import dev.rtcrooms.Client;
import dev.rtcrooms.message.Person;
import dev.rtcrooms.message.Person.State;
import dev.rtcrooms.spi.Cancellable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One user's clients in a room, connected or expected back; for the room's mailbox. */
final class Attendance {

  /** By client id, in the order of joining. */
  private final Map<String, Client> clients = new LinkedHashMap<>();

  private final Set<Client> connected = new HashSet<>();

  /** The client whose name and info the others see; null before the first has joined. */
  private @Nullable Client shown;

  private boolean away;
  private @Nullable Cancellable awayTimer;

  /** A client has joined, or taken the place of one of the same id. */
  void connected(Client client) {
    Client before = clients.put(client.id(), client);
    if (before != null) {
      connected.remove(before);
    }
    connected.add(client);
    show(client);
    away = false;
    awayTimer(null);
  }

  /** Returns true if this was the last connected client. */
  boolean disconnected(Client client) {
    return connected.remove(client) && connected.isEmpty();
  }

  /** Tells whether nobody is connected, and the user neither counts as away nor soon will. */
  boolean isWaitedFor() {
    return connected.isEmpty() && !away && awayTimer == null;
  }

  /** Starts to wait until the user counts as away, or ends that. */
  void awayTimer(@Nullable Cancellable timer) {
    if (awayTimer != null) {
      awayTimer.cancel();
    }
    awayTimer = timer;
  }

  void away() {
    away = true;
  }

  void show(Client client) {
    shown = client;
  }

  /** Removes the client of this id; returns false if there is none. */
  boolean remove(String id) {
    Client client = clients.remove(id);
    if (client == null) {
      return false;
    }
    connected.remove(client);
    if (shown == client) {
      clients.values().forEach(this::show);
    }
    if (clients.isEmpty()) {
      awayTimer(null);
    }
    return true;
  }

  boolean isEmpty() {
    return clients.isEmpty();
  }

  Person person() {
    Client client = shown;
    if (client == null) {
      throw new IllegalStateException("Nobody has joined");
    }
    return new Person(
        client.user(),
        client.info().orElse(null),
        away ? State.AWAY : State.ONLINE,
        List.copyOf(clients.keySet()));
  }
}
