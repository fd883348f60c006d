package dev.rtcrooms.hub.membership;

import dev.rtcrooms.Role;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The clients that are in a room, by id, by user and by session; for the mailbox. */
public final class ClientRegistry {

  private final int capacity;
  private final UserIndex users;
  private volatile int people;
  private volatile int connections;
  private final Map<String, LiveClient> byId = new LinkedHashMap<>();

  /** Each in the order of joining; none is empty. */
  private final Map<String, Set<LiveClient>> byUser = new HashMap<>();

  private final Map<Session, LiveClient> bySession = new HashMap<>();
  private final Collection<LiveClient> all = Collections.unmodifiableCollection(byId.values());

  /**
   * Identifies a client across its connections. The link counts: one browser may watch a room that
   * it also takes part in.
   *
   * @param link the role of the link that was used, whatever the role is now
   */
  private record Session(String key, String userId, Role link) {}

  /**
   * An empty registry.
   *
   * @param capacity the largest number of clients
   * @param users also gets the clients
   */
  public ClientRegistry(int capacity, UserIndex users) {
    this.capacity = capacity;
    this.users = users;
  }

  /** How many users are here, as of a moment ago; any thread. */
  public int people() {
    return people;
  }

  /** How many clients are here, as of a moment ago; any thread. */
  public int connections() {
    return connections;
  }

  /** All clients in the order of joining; a view. */
  public Collection<LiveClient> all() {
    return all;
  }

  /** A snapshot of all clients in the order of joining. */
  public List<LiveClient> copy() {
    return List.copyOf(byId.values());
  }

  /** Tells whether nobody is here. */
  public boolean isEmpty() {
    return byId.isEmpty();
  }

  /** Tells whether no other client may join. */
  public boolean isFull() {
    return byId.size() >= capacity;
  }

  /** Tells whether this client is here. */
  public boolean contains(LiveClient client) {
    return byId.get(client.id()) == client;
  }

  /** Finds a client by its id. */
  @Nullable LiveClient find(String id) {
    return byId.get(id);
  }

  /** Finds the client that has the same session key, user and link. */
  public @Nullable LiveClient sameSession(AdmittedUser user) {
    Session session = session(user);
    return session == null ? null : bySession.get(session);
  }

  /** The clients that the same user has by the same kind of link, in the order of joining. */
  public List<LiveClient> sameUser(AdmittedUser user) {
    return ofUser(user.user().id()).stream()
        .filter(other -> other.admitted().role() == user.role())
        .toList();
  }

  /** The clients of a user in the order of joining, perhaps none; a view. */
  Set<LiveClient> ofUser(String userId) {
    return Collections.unmodifiableSet(byUser.getOrDefault(userId, Set.of()));
  }

  void add(LiveClient client) {
    byId.put(client.id(), client);
    Session session = session(client.admitted());
    if (session != null) {
      bySession.put(session, client);
    }
    byUser.computeIfAbsent(client.user().id(), user -> new LinkedHashSet<>(2)).add(client);
    users.add(client);
    count();
  }

  private void count() {
    people = byUser.size();
    connections = byId.size();
  }

  /** Returns false if the client was not here. */
  boolean remove(LiveClient client) {
    if (!byId.remove(client.id(), client)) {
      return false;
    }
    Session session = session(client.admitted());
    if (session != null) {
      bySession.remove(session, client);
    }
    Set<LiveClient> ofUser = byUser.get(client.user().id());
    if (ofUser != null && ofUser.remove(client) && ofUser.isEmpty()) {
      byUser.remove(client.user().id());
    }
    users.remove(client);
    count();
    return true;
  }

  void clear() {
    byId.values().forEach(users::remove);
    byUser.clear();
    byId.clear();
    bySession.clear();
    count();
  }

  private static @Nullable Session session(AdmittedUser user) {
    String key = user.session();
    return key == null ? null : new Session(key, user.user().id(), user.role());
  }
}
