package dev.rtcrooms;

import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import java.util.List;

/**
 * A part of a room's behaviour; each room has its own instance. All methods are called in the
 * room's mailbox, one at a time, and must not block. An exception that they throw is logged and
 * stops nothing else.
 */
public interface Feature {

  /**
   * Called when a client has joined: it is among {@link Hub#clients()} and has got its {@code
   * hello}. Send it here what it needs, and tell the others.
   *
   * @param client the new client
   */
  default void joined(Client client) {}

  /**
   * Called when a client has left, for any reason; exactly once for each that joined. It is no
   * longer among {@link Hub#clients()}.
   *
   * @param client the client that left
   */
  default void left(Client client) {}

  /**
   * Called when the host has moved a client to its other role ({@link Client#move}). It has {@link
   * Client#role()} and its new grants already, and receives that role's events from now on. Send it
   * here what it needs, as if it had just joined in that role, and tell the others. A call of
   * {@link #regranted} follows.
   *
   * @param client the client with its new role
   */
  default void moved(Client client) {}

  /**
   * Called when the grants of a client have changed.
   *
   * @param client the client, with its new grants
   * @param before the grants it had
   */
  default void regranted(Client client, Grants before) {}

  /**
   * Called when {@link Client#info()} has changed.
   *
   * @param client the client, with its new info
   */
  default void infoChanged(Client client) {}

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
   * The room has opened with a past: these events were recorded when it was open before. Called
   * once at most, before the first {@link #joined} and {@link #recorded}. The events are sent to
   * nobody again, so take from them what the feature must know.
   *
   * @param newest the newest events, oldest first; at most 256, at least one
   */
  default void restored(List<Recorded> newest) {}

  /**
   * Called when a recorded event was stored and is being sent, whichever feature broadcast it.
   *
   * @param event the event
   */
  default void recorded(Event event) {}

  /** Called when the room has ended and all clients have left. */
  default void closed() {}

  /** Creates a feature for each new room. */
  @FunctionalInterface
  interface Factory {
    /**
     * Creates the feature of one room.
     *
     * @param room the room, whose hub has no clients yet
     * @return a new feature
     */
    Feature create(Room room);
  }
}
