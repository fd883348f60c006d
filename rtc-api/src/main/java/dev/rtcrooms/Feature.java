package dev.rtcrooms;

import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;

/**
 * Something that a room can do; each room has its own instance. All methods are called in the
 * room's mailbox, one at a time, and must not block. What they throw is logged and stalls nothing.
 */
public interface Feature {

  /**
   * A client has joined: it is among {@link Hub#clients()} and has been greeted. Send it here what
   * it must know, and tell the others.
   *
   * @param client the new one
   */
  default void joined(Client client) {}

  /**
   * A client has left, for whatever reason; called exactly once for each that joined. It is no
   * longer among {@link Hub#clients()}.
   *
   * @param client the one that left
   */
  default void left(Client client) {}

  /**
   * The host has moved a client to its other role ({@link Client#move}): it has {@link
   * Client#role()} and its new grants already, and from here on hears what is said there. Send it
   * here what it must know, as if it had just joined by that role, and tell the others. {@link
   * #regranted} follows.
   *
   * @param client who was moved
   */
  default void moved(Client client) {}

  /**
   * What a client may do has changed.
   *
   * @param client the client, with its new grants
   * @param before the grants it had
   */
  default void regranted(Client client, Grants before) {}

  /**
   * Executes a client's command. The client has the grant that the command's type requires ({@link
   * dev.rtcrooms.message.MessageType#requiredGrant()}).
   *
   * @param client the sender
   * @param command what it asks for
   * @return {@link Result#UNHANDLED} to leave the command to the next feature, otherwise how it is
   *     answered
   * @throws RefusalException to refuse the command; only the client is told
   */
  default Result handle(Client client, Command command) {
    return Result.UNHANDLED;
  }

  /**
   * A recorded event is kept, and is being said to the room; whoever broadcast it.
   *
   * @param event what was said
   */
  default void recorded(Event event) {}

  /** The room has ended; all clients have left. */
  default void closed() {}

  /** Makes a feature for each new room. */
  @FunctionalInterface
  interface Factory {
    /**
     * Makes the feature of one room.
     *
     * @param room the room, whose hub has no clients yet
     * @return a new feature
     */
    Feature create(Room room);
  }
}
