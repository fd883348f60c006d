package dev.rtcrooms.hub;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.transport.Lane;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a room, and the turn in which it speaks; for the mailbox. */
final class LiveHub implements Hub, Recorder.Announcer {

  private static final CloseReason PAST_LOST =
      new CloseReason(CloseReason.FAILED.code(), "history lost; come back");

  private final LiveRoom room;
  private final Map<String, LiveClient> members = new LinkedHashMap<>();
  private final Lanes lanes;
  private final Turn turn;

  /** Each client as often as a change of it waits; nearly always empty. */
  private final List<LiveClient> putOff = new ArrayList<>();

  LiveHub(LiveRoom room) {
    this.room = room;
    Settings settings = room.settings();
    lanes = new Lanes(settings);
    turn = new Turn(settings.limits().outboundFrameBytes(), settings.scheduler()::nanoTime);
  }

  @Override
  public Collection<Client> clients() {
    room.requireInside();
    return Collections.unmodifiableCollection(members.values());
  }

  LaneQueue lane(Lane lane) {
    return lanes.queue(lane);
  }

  Collection<LiveClient> members() {
    return members.values();
  }

  @Override
  public boolean register(Client client) {
    room.requireInside();
    LiveClient own = own(client);
    return !own.ended()
        && !members.containsKey(own.id())
        && !full()
        && enter(own, room.recorder().position(), List.of());
  }

  boolean full() {
    return members.size() >= room.settings().limits().clientsPerRoom();
  }

  /** Lets a client in, greets it, and tells it what it missed. */
  boolean enter(LiveClient client, Position position, List<Recorded> missed) {
    if (room.ended()) {
      return false;
    }
    members.put(client.id(), client);
    lanes.add(client);
    turn.joined(client);
    send(client, hello(client, position));
    for (Recorded recorded : missed) {
      if (recorded.entry().audience().includes(client.role())) {
        Event event = recorded.entry().event();
        turn.send(client, Outgoing.recorded(type(event), event, recorded.offset()));
      }
    }
    room.occupied();
    room.features().each(feature -> feature.joined(client));
    return true;
  }

  private Hello hello(LiveClient client, Position position) {
    Settings settings = room.settings();
    return new Hello(
        Member.of(client),
        client.role(),
        client.grants(),
        position,
        client.recovered(),
        Hello.Bounds.of(settings.limits()),
        settings.pingInterval());
  }

  @Override
  public boolean unregister(Client client) {
    room.requireInside();
    LiveClient own = own(client);
    if (members.remove(own.id()) == null) {
      return false;
    }
    lanes.remove(own);
    Share lastWords = turn.left(own);
    if (lastWords != null) {
      own.deliverLast(lastWords);
    }
    room.features().each(feature -> feature.left(own));
    if (members.isEmpty()) {
      room.vacant();
    }
    return true;
  }

  @Override
  public void broadcast(Event event) {
    broadcast(event, type(event).audience());
  }

  @Override
  public void broadcast(Event event, Audience audience) {
    room.requireInside();
    MessageType<?> type = type(event);
    if (room.ended()) {
      return;
    }
    if (type.delivery() == Delivery.RECORDED) {
      room.recorder().record(type, event, audience, room.commands().current());
    } else {
      turn.broadcast(Outgoing.of(type, event), audience);
    }
  }

  @Override
  public void announce(Outgoing message, Audience audience) {
    turn.broadcast(message, audience);
    room.features().each(feature -> feature.recorded(message.event()));
  }

  /** Who is here could take the new numbers for old ones, so all must come back and begin anew. */
  @Override
  public void pastLost() {
    for (LiveClient client : List.copyOf(members.values())) {
      client.disconnectNow(PAST_LOST);
    }
  }

  @Override
  public void send(Client client, Event event) {
    room.requireInside();
    MessageType<?> type = type(event);
    LiveClient own = own(client);
    if (isHere(own)) {
      turn.send(own, Outgoing.of(type, event));
    }
  }

  /**
   * Gives a client these grants, and perhaps another role. A move waits until the features have
   * heard of what was before, so that none sees the new role too early. What is asked for the
   * client after that waits behind it, unless it must go.
   *
   * @param to null if it stays at its role, whichever that is by then
   */
  void renew(LiveClient client, @Nullable Role to, Grants wanted) {
    room.requireInside();
    boolean moves = to != null && to != client.role() && isHere(client);
    boolean waits = putOff.contains(client) || (moves && room.features().beingTold());
    if (!waits || !wanted.allows(Grants.JOIN)) {
      change(client, to, wanted);
      return;
    }
    putOff.add(client);
    room.execute(
        () -> {
          putOff.remove(client);
          if (!client.ended()) {
            change(client, to, wanted);
          }
        });
  }

  private void change(LiveClient client, @Nullable Role to, Grants wanted) {
    Role role = to == null ? client.role() : to;
    Grants grants = role.restrict(wanted);
    Grants before = client.grants();
    client.grants(grants);
    if (!grants.allows(Grants.JOIN)) {
      client.disconnect(CloseReason.NOT_ALLOWED);
    } else if (isHere(client)) {
      boolean moves = role != client.role();
      if (moves) {
        turn.moving(client, () -> client.role(role));
      }
      send(client, new Granted(role, grants));
      if (moves) {
        room.features().each(feature -> feature.moved(client));
      }
      room.features().each(feature -> feature.regranted(client, before));
    }
  }

  private boolean isHere(LiveClient client) {
    return members.containsKey(client.id());
  }

  /** Hands over what was said in this turn. */
  void endTurn() {
    if (!turn.isEmpty()) {
      Spoken spoken = turn.end();
      if (!spoken.isEmpty()) {
        lanes.deliver(spoken);
      }
    }
  }

  /** Ends all clients, after what was said so far; the features hear of each. */
  void end(CloseReason reason) {
    endTurn();
    List<LiveClient> last = new ArrayList<>(members.values());
    members.clear();
    lanes.clear();
    last.forEach(client -> client.close(reason));
    for (LiveClient client : last) {
      room.features().each(feature -> feature.left(client));
    }
  }

  void whenTold(Runnable task) {
    lanes.whenTold(task);
  }

  private MessageType<?> type(Event event) {
    return room.settings().types().of(event);
  }

  private LiveClient own(Client client) {
    if (client instanceof LiveClient own && own.room() == room) {
      return own;
    }
    throw new IllegalArgumentException("The client belongs to another room");
  }
}
