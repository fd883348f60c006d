package dev.rtcrooms;

import dev.rtcrooms.message.Event;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The clients of a room, and the methods that send events to them in one order; for the room's
 * mailbox only (see {@link Room#execute}). Calls from other threads throw {@link
 * IllegalStateException}.
 *
 * <p>The events of one turn of the mailbox are sent together when the turn ends. No method waits
 * for a client.
 */
public interface Hub {

  /**
   * Returns the clients that are in the room.
   *
   * @return an unmodifiable view in the order of joining; do not keep it beyond the turn
   */
  Collection<Client> clients();

  /**
   * Finds a client of the room by its id.
   *
   * @param id the {@link Client#id()}
   * @return the client, or empty if no client of this id is in the room
   */
  Optional<Client> client(String id);

  /**
   * Finds the clients of one user, who may be connected several times.
   *
   * @param userId the {@link User#id()}
   * @return a snapshot in the order of joining, perhaps empty
   */
  List<Client> clientsOf(String userId);

  /**
   * Adds a client again that was {@linkplain #unregister removed} while its connection is open. The
   * library adds the client of an accepted connection itself.
   *
   * @param client one of this room's own clients
   * @return false if it is present already, has ended, or the room is full
   * @throws IllegalArgumentException if the client belongs to another room
   */
  boolean register(Client client);

  /**
   * Removes a client; the features are told once. This does not close its connection: see {@link
   * Client#disconnect}.
   *
   * @param client one of this room's own clients
   * @return false if it was not present
   */
  boolean unregister(Client client);

  /**
   * Sends an event to its type's audience ({@link dev.rtcrooms.message.MessageType#audience()}).
   *
   * @param event delivered as its type's {@link dev.rtcrooms.message.Delivery} says
   * @throws IllegalArgumentException if the event's type was not declared to the builder
   */
  void broadcast(Event event);

  /**
   * Sends an event to another audience than that of its type.
   *
   * @param event delivered as its type's {@link dev.rtcrooms.message.Delivery} says
   * @param audience who receives it
   * @throws IllegalArgumentException if the event's type was not declared to the builder
   */
  void broadcast(Event event, Audience audience);

  /**
   * Sends an event to those clients of its type's audience that a condition selects. The event is
   * encoded once, and clients that receive the same events in this turn share a frame.
   *
   * @param event not {@linkplain dev.rtcrooms.message.Delivery#RECORDED recorded}, since it could
   *     not be replayed to the same clients
   * @param receivers evaluated at once, for each client in the audience
   * @throws IllegalArgumentException if the event is recorded, or if its type was not declared to
   *     the builder
   */
  void broadcast(Event event, Predicate<? super Client> receivers);

  /**
   * Sends an event to its type's audience except for one client, such as the one that caused it.
   *
   * @param client who does not receive it; one of this room's own clients
   * @param event not {@linkplain dev.rtcrooms.message.Delivery#RECORDED recorded}
   * @throws IllegalArgumentException if the event is recorded, if its type was not declared to the
   *     builder, or if the client belongs to another room
   */
  void broadcastExcept(Client client, Event event);

  /**
   * Sends an event to one client, in order with all other events of the room. The event is not
   * recorded, whatever its type. If the client has left the room, nothing is sent.
   *
   * @param client one of this room's own clients
   * @param event received by this client only
   * @throws IllegalArgumentException if the event's type was not declared to the builder, or if the
   *     client belongs to another room
   */
  void send(Client client, Event event);
}
