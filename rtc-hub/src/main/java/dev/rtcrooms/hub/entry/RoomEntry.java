package dev.rtcrooms.hub.entry;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.UserConnections;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.hub.feature.FeatureList;
import dev.rtcrooms.hub.feature.MessageTypes;
import dev.rtcrooms.hub.mailbox.Mailbox;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.hub.membership.ClientRegistry;
import dev.rtcrooms.hub.membership.ClientRoom;
import dev.rtcrooms.hub.membership.LiveClient;
import dev.rtcrooms.hub.membership.LiveHub;
import dev.rtcrooms.hub.recording.Recorder;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns the connections of admitted users into clients of a room: waits for the history, replaces
 * earlier connections of the same session or user, and looks up missed events. {@link #enter} is
 * for any thread, the rest for the mailbox.
 */
public final class RoomEntry {

  private final Mailbox mailbox;
  private final Recorder recorder;
  private final ClientRegistry clients;
  private final FeatureList features;
  private final LiveHub hub;
  private final ClientRoom home;
  private final RoomOutput output;
  private final HeldEntrants held;
  private final MessageTypes types;
  private final Limits limits;
  private final ClientIds ids;
  private final UserConnections connections;
  private final Set<Entrant> expected = ConcurrentHashMap.newKeySet();

  /** A user on the way in; {@code elsewhere} runs if this room ends first. */
  private static final class Entrant {
    final PendingConnection connection;
    final AdmittedUser user;
    final Runnable elsewhere;

    Entrant(PendingConnection connection, AdmittedUser user, Runnable elsewhere) {
      this.connection = connection;
      this.user = user;
      this.elsewhere = elsewhere;
    }
  }

  /** The entry to one room. */
  public RoomEntry(
      Mailbox mailbox,
      Recorder recorder,
      ClientRegistry clients,
      FeatureList features,
      LiveHub hub,
      ClientRoom home,
      RoomOutput output,
      HeldEntrants held,
      MessageTypes types,
      Limits limits,
      ClientIds ids,
      UserConnections connections) {
    this.mailbox = mailbox;
    this.recorder = recorder;
    this.clients = clients;
    this.features = features;
    this.hub = hub;
    this.home = home;
    this.output = output;
    this.held = held;
    this.types = types;
    this.limits = limits;
    this.ids = ids;
    this.connections = connections;
  }

  /**
   * Lets a user in.
   *
   * @param elsewhere called, on any thread, if the room ends before the user is in
   */
  public void enter(PendingConnection connection, AdmittedUser user, Runnable elsewhere) {
    Entrant entrant = new Entrant(connection, user, elsewhere);
    expected.add(entrant);
    boolean taken = mailbox.execute(() -> recorder.whenOpen(() -> replace(entrant)));
    if ((!taken || mailbox.hasEnded()) && expected.remove(entrant)) {
      elsewhere.run();
    }
  }

  /** Tells whether somebody is on the way in. */
  public boolean expectsSomebody() {
    return !expected.isEmpty();
  }

  /**
   * Asks the features whether a page may be shown, even if its connection must wait. The page of a
   * user who is here is shown although no place is free, since its connection may take the place of
   * the user's present one. The page of somebody without a login is shown in a full and in a locked
   * room, since only the session key of its connection tells whether it is a user of the room.
   *
   * @param known whether the request tells who the user is
   * @throws RefusalException if it may not
   */
  public void check(RoomVisit visit, boolean known) {
    try {
      features.holder(visit);
    } catch (RefusalException e) {
      String code = e.refusal().code();
      boolean full = code.equals(Refusal.ROOM_FULL);
      boolean undecided = !known && (full || code.equals(Refusal.ROOM_LOCKED));
      if (!undecided && !(full && hasPlace(visit.user().id()))) {
        throw e;
      }
    }
  }

  private boolean hasPlace(String userId) {
    return !hub.clientsOf(userId).isEmpty() || held.holds(userId);
  }

  /** Refuses the connections of a user that are on the way in, or wait. */
  public void refuse(String userId, CloseReason reason) {
    for (Entrant entrant : List.copyOf(expected)) {
      if (entrant.user.user().id().equals(userId) && expected.remove(entrant)) {
        entrant.connection.closed(reason);
      }
    }
  }

  /**
   * Ends the entry.
   *
   * @param reason closes the connections of those on the way in; null to send them elsewhere
   */
  public void end(@Nullable CloseReason reason) {
    for (Entrant entrant : List.copyOf(expected)) {
      if (expected.remove(entrant)) {
        if (reason == null) {
          entrant.elsewhere.run();
        } else {
          entrant.connection.closed(reason);
        }
      }
    }
  }

  private void replace(Entrant entrant) {
    if (entrant.connection.isOver()) {
      expected.remove(entrant);
      return;
    }
    CloseReason refused = makeWay(entrant.user);
    if (refused != null) {
      expected.remove(entrant);
      entrant.connection.closed(refused);
      return;
    }
    Optional<Position> from = entrant.user.resume();
    if (from.isPresent()) {
      recorder.since(from.get(), missed -> letIn(entrant, from.get(), missed));
    } else {
      letIn(entrant, recorder.position(), Optional.empty());
    }
  }

  /**
   * Disconnects the clients that the user's new connection replaces.
   *
   * @return why the new connection is refused instead, or null if it is not
   */
  private @Nullable CloseReason makeWay(AdmittedUser user) {
    LiveClient same = clients.sameSession(user);
    if (same != null) {
      if (same.admitted().isNewerThan(user)) {
        return CloseReason.REPLACED;
      }
      same.disconnectNow(CloseReason.REPLACED);
    }
    for (LiveClient other : rivals(user)) {
      if (connections == UserConnections.FIRST) {
        return CloseReason.ALREADY_CONNECTED;
      }
      if (other.admitted().isNewerThan(user)) {
        return CloseReason.CONNECTED_ELSEWHERE;
      }
      other.disconnectNow(CloseReason.CONNECTED_ELSEWHERE);
    }
    return null;
  }

  private List<LiveClient> rivals(AdmittedUser user) {
    return connections == UserConnections.MANY ? List.of() : clients.sameUser(user);
  }

  private void letIn(Entrant entrant, Position from, Optional<List<Recorded>> missed) {
    if (clients.sameSession(entrant.user) != null || !rivals(entrant.user).isEmpty()) {
      replace(entrant); // another connection of the user came in during the look-up
      return;
    }
    if (entrant.connection.isOver()) {
      expected.remove(entrant);
      return;
    }
    if (!mayEnter(entrant) || !expected.remove(entrant)) {
      return;
    }
    Optional<List<Outgoing>> replay =
        missed.map(events -> replay(events, entrant)).filter(list -> fits(list, entrant));
    LiveClient client =
        new LiveClient(
            home,
            ids.of(entrant.user),
            entrant.user,
            replay.isPresent(),
            entrant.connection.recipient(output, entrant.user.role()));
    List<Inbound> early = entrant.connection.becomes(client);
    Position end = recorder.position();
    Position at = replay.isPresent() ? new Position(end.epoch(), from.offset()) : end;
    hub.join(client, at, replay.orElse(List.of()));
    if (entrant.user.resume().isPresent()) {
      client.room().listener().resumed(client, client.recovered());
    }
    if (entrant.connection.isOver()) {
      client.disconnect(CloseReason.LOST);
    }
    if (!early.isEmpty()) {
      home.receive(client, early, entrant.connection.earlyBytes());
    }
  }

  /** Refuses a user who may not enter, and holds one who must wait. */
  private boolean mayEnter(Entrant entrant) {
    try {
      if (clients.isFull()) {
        throw new RefusalException(Refusal.ROOM_FULL, "The room is full");
      }
      RoomVisit visit = RoomVisit.of(entrant.user, home.room().streamId(), true);
      held.replace(entrant.user);
      Feature holder = features.holder(visit);
      if (holder == null) {
        return true;
      }
      held.hold(
          holder,
          visit,
          entrant.user,
          entrant.connection,
          () -> replace(entrant),
          () -> expected.remove(entrant));
    } catch (RefusalException e) {
      expected.remove(entrant);
      entrant.connection.closed(CloseReason.of(e.refusal()));
    }
    return false;
  }

  private List<Outgoing> replay(List<Recorded> missed, Entrant entrant) {
    return missed.stream()
        .filter(recorded -> recorded.entry().audience().includes(entrant.user.role()))
        .map(this::outgoing)
        .toList();
  }

  private Outgoing outgoing(Recorded recorded) {
    Event event = recorded.entry().event();
    return Outgoing.recorded(types.of(event), event, recorded.offset());
  }

  /** Missed events must not fill the outbox alone, or the client would reconnect for ever. */
  private boolean fits(List<Outgoing> replay, Entrant entrant) {
    long bytes = 0;
    for (Outgoing message : replay) {
      bytes += entrant.connection.connection().sizing().size(message);
    }
    return bytes <= limits.outboxBytes() / 2;
  }
}
