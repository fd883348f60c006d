package dev.rtcrooms.hub.schedule;

import static dev.rtcrooms.Role.PARTICIPANT;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.EntryMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a room must be: the rules of docs/protocol.md and nothing else, in whole seconds. It knows
 * who is in the room, who waits and who is expected back; {@link Door}, {@link Standing} and {@link
 * Log} know who may enter, what each may do, and what was said.
 */
final class RoomModel {

  /** How long clients are expected back. */
  static final int GRACE = 10;

  /** How long an admission lasts that ends. */
  static final int ADMISSION = 40;

  /** How long somebody may wait, and how long an empty room stays open. */
  static final int WAITING = 60;

  static final int EMPTY = 20;
  private static final int PING = 25;
  private static final int SILENCE = 45;
  private static final int AWAY = 2;
  private static final List<Integer> REMOVALS =
      List.of(CloseReason.REMOVED.code(), CloseReason.BANNED.code());

  int now;
  int epoch;
  boolean open;
  Log log = new Log();
  Door door = new Door();
  Standing standing = new Standing();
  final Map<Seat, Connected> in = new LinkedHashMap<>();
  final Map<Seat, Connected> waiting = new LinkedHashMap<>();
  final Set<String> hands = new LinkedHashSet<>();

  /** The numbers of messages, by user and the user's own id. */
  final Map<String, String> saidBefore = new HashMap<>();

  /** Those who lost their connections, and when. */
  private final Map<Seat, Connected> lost = new LinkedHashMap<>();

  private final Map<Seat, Integer> lostAt = new HashMap<>();

  /** Since when users have no connection as participants. */
  private final Map<String, Integer> aloneSince = new HashMap<>();

  private int emptySince;
  private int pingsFrom;

  /** When the list of people, or their number, changed last. */
  int changedAt;

  void open() {
    if (!open) {
      open = true;
      epoch++;
      emptySince = now;
    }
  }

  /** The room ends: another one of the same name knows nothing of it. */
  private void end() {
    open = false;
    log = new Log();
    door = new Door();
    standing = new Standing();
    hands.clear();
    saidBefore.clear();
  }

  Connected connect(Seat seat, int @Nullable [] from) {
    open();
    int expires = Seat.expires(seat.user()) ? now + ADMISSION : Integer.MAX_VALUE;
    Connected client = new Connected(seat, expires, from);
    if (in.containsKey(seat)) {
      close(in.get(seat), CloseReason.REPLACED);
    }
    if (waiting.containsKey(seat)) {
      close(waiting.get(seat), CloseReason.REPLACED);
    }
    enter(client);
    return client;
  }

  private void enter(Connected client) {
    waiting.remove(client.seat);
    client.waits = false;
    String user = client.seat.user();
    Set<String> admitted = Seat.admitted(user, client.seat.link());
    Optional<CloseReason> verdict = door.verdict(user, admitted, in.size(), now);
    if (verdict == null) {
      join(client);
    } else if (verdict.isPresent()) {
      close(client, verdict.get());
    } else {
      client.waits = true;
      client.waitsSince = now;
      waiting.put(client.seat, client);
    }
  }

  private void join(Connected client) {
    String user = client.seat.user();
    client.joined = true;
    client.heard = now;
    client.recovered =
        client.from != null && client.from[0] == epoch && log.knowsAllAfter(client.from[1], now);
    client.greeted = client.hears;
    client.epoch = epoch;
    client.hello = client.recovered ? client.from[1] : log.last();
    client.position = client.hello;
    if (client.role == PARTICIPANT && client.hears) {
      client.recorded.addAll(log.after(client.hello));
      client.position = log.last();
    }
    pingsFrom = in.isEmpty() ? now : pingsFrom;
    in.put(client.seat, client);
    lost.remove(client.seat);
    door.entered(user);
    changed(user);
    if (now < client.expires) {
      move(client, standing.roles.getOrDefault(user, client.role));
    }
  }

  private void move(Connected client, Role role) {
    client.moved |= client.role != role;
    client.role = role;
    changed(client.seat.user());
  }

  /** The connection ends; a client that was in the room may be expected back. */
  void close(Connected client, CloseReason reason) {
    client.closed = reason.code();
    client.waits = false;
    waiting.remove(client.seat, client);
    if (!in.remove(client.seat, client)) {
      return;
    }
    String user = client.seat.user();
    if (REMOVALS.contains(client.closed)) {
      door.removed(user);
    } else if (!isIn(user)) {
      door.left(user, now);
    }
    if (reason.shouldReconnect() || reason.equals(CloseReason.REPLACED)) {
      lost.put(client.seat, client);
      lostAt.put(client.seat, now);
    } else {
      gone(user);
    }
    changed(user);
    emptySince = in.isEmpty() ? now : emptySince;
  }

  private void gone(String user) {
    if (!isIn(user) && of(user, lost).findAny().isEmpty()) {
      hands.remove(user);
    }
  }

  private void changed(String user) {
    changedAt = now;
    aloneSince.putIfAbsent(user, now);
    if (of(user, in).anyMatch(client -> client.role == PARTICIPANT)) {
      aloneSince.remove(user);
    }
  }

  /** A second passes. */
  void second() {
    now++;
    boolean pings = !in.isEmpty() && (now - pingsFrom) % PING == 0;
    for (Connected client : List.copyOf(in.values())) {
      if (pings && client.hears) {
        client.heard = now;
      }
      if (now - client.heard > SILENCE) {
        close(client, CloseReason.NO_HEARTBEAT);
      } else if (now >= client.expires) {
        close(client, CloseReason.GRANTS_EXPIRED);
      }
    }
    for (Connected client : List.copyOf(lost.values())) {
      if (now - lostAt.get(client.seat) == GRACE) {
        lost.remove(client.seat);
        gone(client.seat.user());
        changed(client.seat.user());
      }
    }
    aloneSince.values().stream().filter(at -> now == at + AWAY).forEach(at -> changedAt = now);
    for (Connected client : List.copyOf(waiting.values())) {
      if (now - client.waitsSince == WAITING) {
        close(client, CloseReason.NOT_LET_IN);
      }
    }
    if (open && in.isEmpty() && now - emptySince == EMPTY) {
      emptySince = now;
      if (waiting.isEmpty()) {
        end();
      }
    }
  }

  /** Records an event, and tells it to the participants; gives the answer to its cause. */
  String record(String kind, int message, String by, String text) {
    String told = log.record(now, kind, message, by, text);
    for (Connected client : in.values()) {
      if (client.role == PARTICIPANT && client.hears) {
        client.recorded.add(told);
        client.position = log.last();
      }
    }
    return "recorded " + log.last();
  }

  boolean isIn(String user) {
    return of(user, in).findAny().isPresent();
  }

  boolean isWaiting(String user) {
    return of(user, waiting).findAny().isPresent();
  }

  boolean isBanned(String user) {
    return door.isBanned(user, now);
  }

  Set<String> grants(Connected client) {
    return now < client.expires ? standing.grants(client) : Set.of();
  }

  void move(String user, Role role) {
    standing.roles.put(user, role);
    of(user, in).filter(c -> now < c.expires).forEach(c -> move(c, role));
  }

  void entry(EntryMode mode) {
    if (mode != door.entry) {
      Set<String> present = new TreeSet<>();
      in.keySet().forEach(seat -> present.add(seat.user()));
      door.set(mode, present, now);
      List.copyOf(waiting.values()).forEach(this::enter);
    }
  }

  void admit(String user) {
    door.admit(user);
    of(user, waiting).toList().forEach(this::enter);
  }

  void sendAway(String user, CloseReason reason) {
    of(user, waiting).toList().forEach(client -> close(client, reason));
  }

  void remove(String user, CloseReason reason) {
    door.removed(user);
    disconnect(user, reason);
    hands.remove(user);
  }

  void disconnect(String user, CloseReason reason) {
    of(user, in).toList().forEach(client -> close(client, reason));
  }

  void permit(String user, String grant, boolean allowed) {
    standing.permit(user, grant, allowed, of(user, in).filter(c -> now < c.expires).toList());
  }

  private static Stream<Connected> of(String user, Map<Seat, Connected> clients) {
    return clients.values().stream().filter(client -> client.seat.user().equals(user));
  }

  /** Who is here or expected back. */
  Roster roster() {
    List<Connected> here = new ArrayList<>(in.values());
    here.addAll(lost.values());
    Set<String> away = new TreeSet<>(aloneSince.keySet());
    away.removeIf(user -> now - aloneSince.get(user) < AWAY);
    return new Roster(here, away);
  }
}
