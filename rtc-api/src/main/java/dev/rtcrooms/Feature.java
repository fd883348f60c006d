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
   * Decides whether a user may enter, before it has a client. Asked for each connection, and for
   * each page of an open room ({@link Rooms#visit}); so it must change nothing. The user enters if
   * all features return true.
   *
   * @param visit the user, whom the host has admitted
   * @return false if the user must wait; its connection is then {@link #held}
   * @throws RefusalException to refuse the user. The connection is closed with {@link
   *     CloseReason#of}
   */
  default boolean mayEnter(Visit visit) {
    return true;
  }

  /**
   * Called when a connection waits, because {@link #mayEnter} of this feature returned false. The
   * client is told that it waits. End the wait by a method of the entrant, and bound its duration
   * and the number of those who wait.
   *
   * @param entrant the connection
   */
  default void held(Entrant entrant) {}

  /**
   * Called when a connection does not wait any more, for any reason; exactly once for each {@link
   * #held}, unless the room has ended.
   *
   * @param entrant the connection
   */
  default void released(Entrant entrant) {}

  /**
   * Called when a client has joined. It is among {@link Hub#clients()}, and its {@code hello}
   * precedes the events that are sent here. Send it the state that it needs, and tell the others.
   *
   * @param client the new client
   */
  default void joined(Client client) {}

  /**
   * Called when a client has left, for any reason; exactly once for each client that joined. It is
   * no longer among {@link Hub#clients()}. It may come back: see {@link #gone}.
   *
   * @param client the client that left
   */
  default void left(Client client) {}

  /**
   * Called when a client that has left is not, or no longer, expected back. This is at once after
   * {@link #left} if it closed the connection itself, has no session key, or was told not to
   * reconnect ({@link CloseReason#shouldReconnect()}), and otherwise when {@link
   * RoomsBuilder#clientGrace} has passed. It is not called for a client that comes back within that
   * time, or whose connection a newer one of the same session replaces: then {@link #joined} is
   * called with a client of the same id that has {@linkplain Client#returned() returned}.
   *
   * @param client the client that left, as {@link #left} got it
   */
  default void gone(Client client) {}

  /**
   * Called when the host has moved a client to another role ({@link Client#move}). The client
   * already has its new role and grants, and receives the events of that role from now on. Send it
   * the state that it needs, as if it had just joined, and tell the others. {@link #regranted} is
   * called next.
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
   * Answers a question of the host, who may be on another node of a cluster: see {@link Rooms#ask}.
   * Clients cannot ask here: what they send goes to {@link #handle}.
   *
   * @param question what the host asks
   * @return {@link Result#UNHANDLED} to leave the question to the next feature, otherwise the
   *     answer
   * @throws RefusalException to refuse it
   */
  default Result asked(Command question) {
    return Result.UNHANDLED;
  }

  /**
   * Called when the room has opened and its history contains events of an earlier opening. Called
   * at most once, before the first {@link #joined} and {@link #recorded}. The events are not sent
   * to clients again; restore the state of the feature from them.
   *
   * @param newest the newest events, oldest first; at most 256, at least one
   */
  default void restored(List<Recorded> newest) {}

  /**
   * Called when a recorded event was stored and is being sent, whichever feature broadcast it.
   *
   * @param event the event
   * @param offset its number in the epoch, at least 1; 0 if the store failed and the event is sent
   *     without a number
   */
  default void recorded(Event event, long offset) {}

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
