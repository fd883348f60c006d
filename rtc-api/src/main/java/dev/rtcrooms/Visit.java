package dev.rtcrooms;

import java.util.UUID;

/** A user who may enter a room: the answer to {@link Rooms#visit}; immutable. */
public interface Visit {
  /** {@return the id in the room link, which must not reach a watcher} */
  UUID roomId();

  /** {@return the id in the stream link} */
  String streamId();

  /**
   * Tells whether the user could join now.
   *
   * @return true if the room is open, or if joining opens it; false if the room is not open and
   *     {@link RoomsBuilder#createOnJoin} is false
   */
  boolean joinable();

  /** {@return the authenticated user, without attributes} */
  User user();

  /** {@return participant for a room link, watcher for a stream link} */
  Role role();

  /** {@return the grants that both role and admission allow} */
  Grants grants();
}
