package dev.rtcrooms.hub.membership;

import dev.rtcrooms.Client;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The clients in all rooms by the id of their user; any thread. */
public final class UserIndex {

  /** Sets are read and changed only inside {@code compute}, which locks the user's entry. */
  private final ConcurrentHashMap<String, Set<Client>> byUser = new ConcurrentHashMap<>();

  /** An empty index. */
  public UserIndex() {}

  /** The clients of a user, a snapshot in the order of joining. */
  public List<Client> of(String userId) {
    List<Client> snapshot = new ArrayList<>();
    byUser.computeIfPresent(
        userId,
        (user, clients) -> {
          snapshot.addAll(clients);
          return clients;
        });
    return Collections.unmodifiableList(snapshot);
  }

  void add(Client client) {
    byUser.compute(
        client.user().id(),
        (user, known) -> {
          Set<Client> clients = known == null ? new LinkedHashSet<>(2) : known;
          clients.add(client);
          return clients;
        });
  }

  void remove(Client client) {
    byUser.computeIfPresent(
        client.user().id(),
        (user, clients) -> {
          clients.remove(client);
          return clients.isEmpty() ? null : clients;
        });
  }
}
