package dev.rtcrooms;

import dev.rtcrooms.message.Event;
import java.util.Collection;

/**
 * The clients of one room and the one order in which they hear things; for the room's mailbox only
 * (see {@link Room#execute}): calls from elsewhere throw {@link IllegalStateException}.
 *
 * <p>What is said during one turn of the mailbox goes out together when the turn ends. Nothing here
 * waits for a client.
 */
public interface Hub {

  /**
   * The clients that are in the room.
   *
   * @return a view in the order of joining, not to be kept beyond the turn
   */
  Collection<Client> clients();

  /**
   * Adds a client that was admitted. The library calls this for every accepted connection.
   *
   * @param client one of this room's own clients
   * @return false if it is here already, has ended, or the room is full
   * @throws IllegalArgumentException if the client belongs to another room
   */
  boolean register(Client client);

  /**
   * Removes a client; the others hear of it once. Its connection is not closed by this: see {@link
   * Client#disconnect}.
   *
   * @param client one of this room's own clients
   * @return false if it was not here
   */
  boolean unregister(Client client);

  /**
   * Says something to all who may hear an event of this type ({@link
   * dev.rtcrooms.message.MessageType#audience()}).
   *
   * @param event delivered as its type's {@link dev.rtcrooms.message.Delivery} says
   * @throws IllegalArgumentException if the event's type was not declared to the builder
   */
  void broadcast(Event event);

  /**
   * Says something to an audience of the caller's choice.
   *
   * @param event delivered as its type's {@link dev.rtcrooms.message.Delivery} says
   * @param audience who hears it
   * @throws IllegalArgumentException if the event's type was not declared to the builder
   */
  void broadcast(Event event, Audience audience);

  /**
   * Says something to one client alone, in its place in the room's order. It is not recorded.
   *
   * @param client one who is in the room; to others nothing is sent
   * @param event what only this client hears
   * @throws IllegalArgumentException if the event's type was not declared to the builder
   */
  void send(Client client, Event event);
}
