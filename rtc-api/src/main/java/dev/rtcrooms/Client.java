package dev.rtcrooms;

/**
 * One connection of one {@link User}, in one room, through one role.
 *
 * <p>Any thread may call {@link #id()}, {@link #user()}, {@link #role()}, {@link #room()} and
 * {@link #disconnect}; {@link #grants()}, {@link #renew} and {@link #move} are for the room's
 * mailbox.
 */
public interface Client {

  /**
   * Names this connection to the other clients. A client that reconnects gets a new one.
   *
   * @return 12 characters of the base64url alphabet
   */
  String id();

  /**
   * Who is connected.
   *
   * @return the authenticated user
   */
  User user();

  /**
   * How it is in the room: as it came in, or as the host has {@linkplain #move moved} it since.
   *
   * @return as a participant or as a watcher
   */
  Role role();

  /**
   * Where it is.
   *
   * @return the room
   */
  Room room();

  /**
   * What it may do now.
   *
   * @return the grants, empty once they have expired
   */
  Grants grants();

  /**
   * Whether it came back and missed nothing: then it already has the recorded state of the room,
   * and a feature sends it only what is not recorded.
   *
   * @return true if the client resumed
   */
  boolean recovered();

  /**
   * Replaces what the client may do, within what its role allows; the client and the room's
   * features are told. Renewing before the expiry lets it stay.
   *
   * @param grants the new grants; without {@link Grants#JOIN} the client is disconnected
   */
  void renew(Grants grants);

  /**
   * Moves the client to the other role while it stays connected: raises a watcher to a participant,
   * or lowers one back. From here on it hears what is said at that role; it is told its role and
   * its grants, and each feature is told by {@link Feature#moved}, which brings the client and the
   * others up to date. What is recorded counts for the client from now on, as for one who has just
   * joined, so it cannot {@linkplain #recovered() recover} across this.
   *
   * <p>This lasts as long as the connection: who comes back comes through the role of its link. A
   * raised watcher is never told the room link.
   *
   * <p>If the features are just being told of something, all of them hear of that first: the client
   * is moved right after, and changes of it that are asked for meanwhile follow in their order. To
   * take away {@link Grants#JOIN} never waits.
   *
   * @param role where to; if it is there already, this is {@link #renew}
   * @param grants what it may do there, cut down to what that role allows; without {@link
   *     Grants#JOIN} the client is disconnected
   */
  void move(Role role, Grants grants);

  /**
   * Ends the connection: the client leaves the room at once, and the close frame follows whatever
   * its connection does. Idempotent.
   *
   * @param reason what the client is told
   */
  void disconnect(CloseReason reason);
}
