package dev.rtcrooms;

/**
 * One connection of one {@link User}, in one room, through one door.
 *
 * <p>Any thread may call {@link #id()}, {@link #user()}, {@link #door()}, {@link #room()} and
 * {@link #disconnect}; {@link #grants()} and {@link #renew} are for the room's mailbox.
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
   * How it came in.
   *
   * @return room link or stream link
   */
  Door door();

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
   * Replaces what the client may do, within what its door allows; the client and the room's
   * features are told. Renewing before the expiry lets it stay.
   *
   * @param grants the new grants; without {@link Grants#JOIN} the client is disconnected
   */
  void renew(Grants grants);

  /**
   * Ends the connection: the client leaves the room at once, and the close frame follows whatever
   * its connection does. Idempotent.
   *
   * @param reason what the client is told
   */
  void disconnect(CloseReason reason);
}
