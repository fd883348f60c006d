package dev.rtcrooms.spi;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Ban;
import dev.rtcrooms.message.Member;
import java.time.Duration;
import java.util.Optional;

/**
 * Learns what happens in the rooms, for a host's audit log and metrics; see {@link
 * dev.rtcrooms.RoomsBuilder#listener}.
 *
 * <p>The methods are called one at a time, in the order of the events of each room, on a thread of
 * the listeners' own; or on the host's executor, if {@link dev.rtcrooms.RoomsBuilder#executor} set
 * one. A listener may block: it delays no room, only other listeners. While 10,000 calls wait,
 * further ones are dropped for all listeners and counted in {@link
 * dev.rtcrooms.Stats#droppedEvents()}. The first exception of each listener is logged as an error,
 * and later ones at the level DEBUG; no exception stops anything.
 *
 * <p>A call describes the past. The room may have ended by then, and a client may have left. Of the
 * arguments, only methods for any thread may be used. No argument contains a session key, a token
 * or the content of a message.
 */
public interface RoomListener {

  /**
   * A room has opened.
   *
   * @param room the room
   */
  default void roomOpened(Room room) {}

  /**
   * A room has ended, and all its clients have left.
   *
   * @param room the room
   * @param reason why, such as {@link CloseReason#ROOM_CLOSED}; code 4500 and the text "room was
   *     empty" if it stayed empty
   */
  default void roomClosed(Room room, CloseReason reason) {}

  /**
   * A client has joined its room.
   *
   * @param client the client
   */
  default void joined(Client client) {}

  /**
   * A client has left its room; once for each client that joined.
   *
   * @param client the client
   * @param reason why its connection ended; {@link CloseReason#LEFT} if the host removed the client
   *     by {@link dev.rtcrooms.Hub#unregister}
   */
  default void left(Client client, CloseReason reason) {}

  /**
   * Somebody was not let in: to a room, or to the page of a room.
   *
   * @param entry the user and the reason
   */
  default void refused(RefusedEntry entry) {}

  /**
   * A client reads too slowly: more than half of {@link dev.rtcrooms.Limits#outboxBytes()} waits
   * for it, or something waits for more than half of {@link dev.rtcrooms.Limits#outboxAge()}. Each
   * second is checked. Called again only after the client has caught up.
   *
   * @param client the client
   * @param waiting how many bytes wait for it
   */
  default void slow(Client client, long waiting) {}

  /**
   * A client has joined that wanted to resume; called after {@link #joined}.
   *
   * @param client the client
   * @param recovered whether it is sent all that it missed
   */
  default void resumed(Client client, boolean recovered) {}

  /**
   * A command was handled and its answer is determined. Not called for what could not be read, for
   * commands beyond the rate limits, for a retry, which gets the answer of the first, and for an
   * answer to a ping.
   *
   * @param client the sender
   * @param type the name of the command's type
   * @param took from the begin of the handling to the answer, thus with the time to store events
   * @param refusal the code of the refusal, or empty if the command was carried out
   */
  default void handled(Client client, String type, Duration took, Optional<String> refusal) {}

  /**
   * A peer has begun to publish.
   *
   * @param room the room
   * @param publisher the peer
   */
  default void published(Room room, Member publisher) {}

  /**
   * A peer no longer publishes, for any reason.
   *
   * @param room the room
   * @param publisher the peer
   */
  default void unpublished(Room room, Member publisher) {}

  /**
   * It is decided what becomes of an offer that a peer has sent, a media server's too. Not called
   * for an offer that is refused for another reason than glare, and for one that has no answer yet
   * when the room ends.
   *
   * @param room the room
   * @param outcome what became of it
   */
  default void negotiated(Room room, NegotiationOutcome outcome) {}

  /**
   * A user was banned from a room. The room remembers the ban until it ends; a host that keeps bans
   * for longer refuses the user in its {@link Admission}, with {@link dev.rtcrooms.Refusal#BANNED}.
   *
   * @param room the room
   * @param ban who, and until when
   */
  default void banned(Room room, Ban ban) {}

  /**
   * A ban was lifted before its end.
   *
   * @param room the room
   * @param ban the ban
   */
  default void unbanned(Room room, Ban ban) {}

  /**
   * The rooms were drained before the server stops: nobody is connected any more.
   *
   * @param took how long it took
   */
  default void drained(Duration took) {}
}
