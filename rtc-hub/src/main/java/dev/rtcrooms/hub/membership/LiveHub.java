package dev.rtcrooms.hub.membership;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.delivery.Recipient;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.hub.feature.FeatureList;
import dev.rtcrooms.hub.feature.MessageTypes;
import dev.rtcrooms.hub.feature.StateBudget;
import dev.rtcrooms.hub.mailbox.Mailbox;
import dev.rtcrooms.hub.recording.Recorder;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.transport.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Lets clients join and leave a room, and sends them events; for the mailbox. */
public final class LiveHub implements Hub, StateBudget.Owner {

  /** After these no message can reach the client. */
  private static final Set<CloseReason> UNREACHABLE =
      Set.of(
          CloseReason.LEFT,
          CloseReason.GOING_AWAY,
          CloseReason.LOST,
          CloseReason.TOO_SLOW,
          CloseReason.NO_HEARTBEAT);

  private final Room room;
  private final Mailbox mailbox;
  private final ClientRegistry clients;
  private final RoomOutput output;
  private final FeatureList features;
  private final MessageTypes types;
  private final Recorder recorder;
  private final Duration pingInterval;
  private final RoomAttributes attributes;
  private final StateBudget.Share state;
  private final Absences absences;
  private final Occupancy occupancy;
  private final LastMessage lastSent = new LastMessage();
  private boolean ended;

  /** Is told when the number of clients changes from or to 0; for the mailbox. */
  public interface Occupancy {

    /** The room is not empty: its first client joins, or another one. */
    void occupied();

    /** The last client has left. */
    void vacant();
  }

  /** The hub of one room. */
  public LiveHub(
      Room room,
      Mailbox mailbox,
      ClientRegistry clients,
      RoomOutput output,
      FeatureList features,
      MessageTypes types,
      Recorder recorder,
      Duration pingInterval,
      ShownAttribute roomInfo,
      StateBudget.Share state,
      Absences absences,
      Occupancy occupancy) {
    this.room = room;
    this.mailbox = mailbox;
    this.clients = clients;
    this.output = output;
    this.features = features;
    this.types = types;
    this.recorder = recorder;
    this.pingInterval = pingInterval;
    this.state = state;
    this.absences = absences;
    this.occupancy = occupancy;
    attributes = new RoomAttributes(roomInfo, mailbox, this::broadcast);
  }

  /** {@return the attributes of the room} */
  public RoomAttributes attributes() {
    return attributes;
  }

  @Override
  public StateBudget.Share state() {
    return state;
  }

  @Override
  public Collection<Client> clients() {
    mailbox.requireInside();
    return Collections.unmodifiableCollection(clients.all());
  }

  @Override
  public Optional<Client> client(String id) {
    mailbox.requireInside();
    return Optional.ofNullable(clients.find(id));
  }

  @Override
  public List<Client> clientsOf(String userId) {
    mailbox.requireInside();
    return List.copyOf(clients.ofUser(userId));
  }

  @Override
  public boolean register(Client client) {
    mailbox.requireInside();
    LiveClient own = own(client);
    return !own.hasEnded()
        && clients.find(own.id()) == null
        && !clients.isFull()
        && join(own, recorder.position(), List.of());
  }

  /**
   * Lets a client join, greets it, and sends what it missed.
   *
   * @param position the position before the missed events
   * @param missed the recorded events since the client's earlier connection
   * @return false if the room has ended
   */
  public boolean join(LiveClient client, Position position, List<Outgoing> missed) {
    if (ended) {
      return false;
    }
    Hello hello = hello(client, position);
    clients.add(client);
    client.returned(absences.ends(client.id()));
    output.add(client.recipient());
    output.send(client.recipient(), Outgoing.of(types.of(hello), hello));
    for (Outgoing message : missed) {
      output.send(client.recipient(), message);
    }
    occupancy.occupied();
    features.each(feature -> feature.joined(client));
    room.listener().joined(client);
    return true;
  }

  private Hello hello(LiveClient client, Position position) {
    return new Hello(
        Member.of(client),
        client.role(),
        client.grants(),
        position,
        client.recovered(),
        Hello.Bounds.of(room.limits()),
        pingInterval,
        absences.grace(),
        attributes.told());
  }

  @Override
  public boolean unregister(Client client) {
    mailbox.requireInside();
    LiveClient own = own(client);
    recorder.flush();
    if (!clients.remove(own)) {
      return false;
    }
    output.remove(own.recipient(), isReachable(own));
    features.each(feature -> feature.left(own));
    room.listener().left(own, own.closeReason().orElse(CloseReason.LEFT));
    absences.left(own);
    if (clients.isEmpty()) {
      occupancy.vacant();
    }
    return true;
  }

  @Override
  public void broadcast(Event event) {
    broadcast(event, types.of(event).audience());
  }

  @Override
  public void broadcast(Event event, Audience audience) {
    mailbox.requireInside();
    MessageType<?> type = types.of(event);
    if (ended) {
      return;
    }
    if (type.delivery() == Delivery.RECORDED) {
      recorder.record(type, event, audience);
    } else {
      recorder.flush();
      output.broadcast(Outgoing.of(type, event), audience);
    }
  }

  @Override
  public void broadcast(Event event, Predicate<? super Client> receivers) {
    mailbox.requireInside();
    Outgoing message = unrecorded(event);
    List<Recipient> selected = new ArrayList<>();
    List<Recipient> others = new ArrayList<>();
    for (LiveClient client : clients.all()) {
      if (message.type().audience().includes(client.role())) {
        (receivers.test(client) ? selected : others).add(client.recipient());
      }
    }
    if (selected.size() > others.size()) {
      output.broadcast(message, message.type().audience());
      others.forEach(output::skipLast);
    } else {
      output.sendShared(selected, message);
    }
  }

  @Override
  public void broadcastExcept(Client client, Event event) {
    mailbox.requireInside();
    Outgoing message = unrecorded(event);
    LiveClient own = own(client);
    if (ended) {
      return;
    }
    output.broadcast(message, message.type().audience());
    if (clients.contains(own) && message.type().audience().includes(own.role())) {
      output.skipLast(own.recipient());
    }
  }

  /**
   * The next message of this turn, after the events that were recorded so far. A recorded event is
   * replayed by role, so nobody of its audience can be left out.
   */
  private Outgoing unrecorded(Event event) {
    MessageType<?> type = types.of(event);
    if (type.delivery() == Delivery.RECORDED) {
      throw new IllegalArgumentException(
          "The recorded event " + type.name() + " can only go to a whole audience");
    }
    recorder.flush();
    return Outgoing.of(type, event);
  }

  @Override
  public void send(Client client, Event event) {
    mailbox.requireInside();
    MessageType<?> type = types.of(event);
    LiveClient own = own(client);
    recorder.flush();
    if (clients.contains(own)) {
      output.send(own.recipient(), lastSent.with(type, event));
    }
  }

  /** Disconnects all clients, after what was sent so far; the features are told of each. */
  public void end(CloseReason reason) {
    ended = true;
    List<LiveClient> last = clients.copy();
    clients.clear();
    output.clear();
    last.forEach(client -> client.close(reason));
    for (LiveClient client : last) {
      features.each(feature -> feature.left(client));
      room.listener().left(client, client.closeReason().orElse(CloseReason.LEFT));
      features.each(feature -> feature.gone(client));
    }
    absences.clear();
    state.end();
  }

  private static boolean isReachable(LiveClient client) {
    return client.closeReason().filter(UNREACHABLE::contains).isEmpty();
  }

  private LiveClient own(Client client) {
    if (client instanceof LiveClient own && own.room() == room) {
      return own;
    }
    throw new IllegalArgumentException("The client belongs to another room");
  }
}
